using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Holdfast.Vault.Azure;

/// <summary>The key that signs grants where the vault is signed in by an identity: asked for when it is needed, kept for hours, renewed before it ends. Thread-safe.</summary>
internal sealed class DelegationKeys(BlobServiceClient service, AzureNetwork network)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly Lock gate = new();
    private UserDelegationKey? key;
    private DateTimeOffset end;

    /// <summary>A key that is good until then. Callers wait while one asks.</summary>
    /// <exception cref="Store.StorageException">Not reachable, or the identity may not sign (Storage Blob Delegator).</exception>
    public UserDelegationKey GoodUntil(DateTimeOffset time)
    {
        lock (gate)
        {
            if (key is not null && time <= end) return key;
            var asked = network.Clock.GetUtcNow() + Lifetime;
            key = Ask(asked);
            end = key.SignedExpiresOn < asked ? key.SignedExpiresOn : asked;
            return key;
        }
    }

    private UserDelegationKey Ask(DateTimeOffset until)
    {
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                return service.GetUserDelegationKey(new BlobGetUserDelegationKeyOptions(until)).Value;
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw AzureFault.OfRead(error, "No key to sign grants with was given");
            }
        }
    }
}
