namespace Holdfast.Server.ObjectEndpoint;

/// <summary>An object as lists and headers tell of it.</summary>
internal sealed record ListedObject(string Key, long Length, string Tag, DateTimeOffset Time);
