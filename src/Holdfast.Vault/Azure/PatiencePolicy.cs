using Azure.Core;
using Azure.Core.Pipeline;

namespace Holdfast.Vault.Azure;

/// <summary>Gives a request as long as its body takes on a slow line: a fixed timeout would cut a pack off there, each time again.</summary>
internal sealed class PatiencePolicy(AzureNetwork network) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        if (message.Request.Content is { } content && content.TryComputeLength(out var length)) message.NetworkTimeout = network.Patience(length);
    }
}
