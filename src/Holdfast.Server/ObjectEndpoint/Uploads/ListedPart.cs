namespace Holdfast.Server.ObjectEndpoint.Uploads;

/// <summary>A part as the request that completes an upload names it.</summary>
/// <param name="Tag">Without quotes.</param>
internal sealed record ListedPart(int Number, string Tag);
