namespace Holdfast.Server.ObjectEndpoint.Requests;

/// <summary>One operation of the protocol, by what its requests look like.</summary>
/// <param name="OnKey">About an object; otherwise about the bucket.</param>
/// <param name="Needs">Names that the query must have.</param>
/// <param name="Allows">Names that it may have besides. Any other name makes it another operation, which is not known here.</param>
internal sealed record S3Operation(string Method, bool OnKey, string[] Needs, string[] Allows, Func<S3Call, Task> Run)
{
    internal bool Fits(string method, S3Call call) =>
        method == Method && OnKey == (call.Key.Length > 0) && Needs.All(name => call.Query(name) is not null)
        && call.Target.Query.All(pair => pair.Key == "x-id" || pair.Key.StartsWith("X-Amz-", StringComparison.Ordinal) || Needs.Contains(pair.Key) || Allows.Contains(pair.Key));
}
