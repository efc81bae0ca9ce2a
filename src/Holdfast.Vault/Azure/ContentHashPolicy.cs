using Azure.Core;
using Azure.Core.Pipeline;

namespace Holdfast.Vault.Azure;

/// <summary>
/// Sends a known MD5 with the body that it belongs to. The SDK does so only where it computes the MD5 itself, which it does again for each attempt; the one that was computed
/// once is also what a blob is compared with whose answer was lost.
/// </summary>
internal sealed class ContentHashPolicy : HttpPipelineSynchronousPolicy
{
    private const string Key = "Holdfast.ContentMd5";

    public static ContentHashPolicy Instance { get; } = new();

    /// <summary>Until it is disposed, requests of this thread carry the MD5.</summary>
    public static IDisposable Announce(byte[] md5) => HttpPipeline.CreateHttpMessagePropertiesScope(new Dictionary<string, object?> { [Key] = Convert.ToBase64String(md5) });

    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Content is not null && message.TryGetProperty(Key, out var md5)) message.Request.Headers.SetValue("Content-MD5", (string)md5!);
    }
}
