namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>An object that its receiver has taken for good.</summary>
internal sealed record FinishedObject(string Key, long Length, string Tag, DateTimeOffset Time);
