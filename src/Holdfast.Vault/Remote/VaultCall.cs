namespace Holdfast.Vault.Remote;

/// <summary>A request to a vault, which may be made several times.</summary>
/// <param name="Make">Makes it, with a path beneath the service's root, for one try.</param>
/// <param name="Bytes">That travel, either way: what the time for a try is measured by.</param>
/// <param name="IsRepeatable">It may be sent again although it may have been done.</param>
internal sealed record VaultCall(Func<AttemptWatch, HttpRequestMessage> Make, long Bytes = 0, bool IsRepeatable = true)
{
    internal static VaultCall Get(string path, long bytes = 0) => new(_ => new HttpRequestMessage(HttpMethod.Get, path), bytes);

    internal static VaultCall Post(string path, byte[] body, bool isRepeatable = true) =>
        new(watch => new HttpRequestMessage(HttpMethod.Post, path) { Content = new SentBytes(body, watch, "application/json") }, body.Length, isRepeatable);
}
