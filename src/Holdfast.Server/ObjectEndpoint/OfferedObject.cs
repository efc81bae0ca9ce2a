namespace Holdfast.Server.ObjectEndpoint;

/// <summary>An object that can be downloaded.</summary>
/// <param name="Tag">Another one at every offer: content is not read for it. Of the form that no client takes for an MD5.</param>
internal sealed record OfferedObject(string Key, long Length, Func<Stream> Open, string Tag, DateTimeOffset Time);
