using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Holdfast.Store;

namespace Holdfast.Vault.Azure;

/// <summary>One storage account that the vault is signed in to. Opening sends nothing. Thread-safe; outlives what it opens.</summary>
public sealed class AzureAccount : IDisposable
{
    private readonly AzureNetwork network;
    private readonly HttpPipelineTransport transport;
    private readonly BlobServiceClient service;
    private readonly bool hasKey;

    private AzureAccount(AzureNetwork network, HttpPipelineTransport transport, BlobServiceClient service, bool hasKey)
    {
        this.network = network;
        this.transport = transport;
        this.service = service;
        this.hasKey = hasKey;
    }

    /// <exception cref="ArgumentException">The sign-in lacks something: see <see cref="AzureSignIn.Problem"/>.</exception>
    /// <exception cref="StorageException"><see cref="StorageFault.Forbidden"/>: a file of the sign-in cannot be read or does not hold what it should.</exception>
    public static AzureAccount Open(AzureSignIn signIn, AzureNetwork network)
    {
        if (signIn.Problem() is { } problem) throw new ArgumentException(problem, nameof(signIn));
        var transport = network.OpenTransport();
        try
        {
            var hasKey = signIn.Method == AzureSignInMethod.ConnectionString;
            var service = hasKey ? WithKey(signIn.ConnectionStringFile!, network.ClientOptions(transport))
                : new BlobServiceClient(signIn.Account, AzureCredentials.Token(signIn, transport, network.Transport is not null), network.ClientOptions(transport));
            return new AzureAccount(network, transport, service, hasKey);
        }
        catch
        {
            Release(network, transport);
            throw;
        }
    }

    /// <summary>Makes the container, which nobody can read without signing in; false where it is there.</summary>
    /// <exception cref="StorageException">Not reachable, not allowed.</exception>
    public bool EnsureContainer(string container)
    {
        new AzurePlace(container).Check();
        var run = network.BeginRetries();
        while (true)
        {
            try
            {
                return service.GetBlobContainerClient(container).CreateIfNotExists() is not null;
            }
            catch (Exception error) when (AzureFault.IsExpected(error))
            {
                if (!run.WaitAfter(error)) throw AzureFault.OfWrite(error, $"The container '{container}' was not made");
            }
        }
    }

    /// <param name="place">A container that is there.</param>
    /// <param name="packTier">Of packs; everything else is hot.</param>
    /// <param name="lockFor">Blobs are locked for so long when they are created; the container must have immutability of versions.</param>
    public AzureBlobStore OpenStore(AzurePlace place, AzureTier packTier = AzureTier.Hot, TimeSpan? lockFor = null)
    {
        place.Check();
        return new AzureBlobStore(service.GetBlobContainerClient(place.Container), place, network, packTier, lockFor);
    }

    public AzureGrants OpenGrants(AzurePlace place)
    {
        place.Check();
        return new AzureGrants(service.GetBlobContainerClient(place.Container), place, hasKey ? null : new DelegationKeys(service, network), network.Clock);
    }

    public void Dispose() => Release(network, transport);

    private static BlobServiceClient WithKey(string file, BlobClientOptions options)
    {
        var text = AzureCredentials.ReadSecret(file);
        BlobServiceClient service;
        try
        {
            service = new BlobServiceClient(text, options);
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException)
        {
            // The SDK's words may repeat parts of the text.
            throw new StorageException(StorageFault.Forbidden, $"'{file}' does not hold a connection string of a storage account.");
        }
        if (!service.CanGenerateAccountSasUri) throw new StorageException(StorageFault.Forbidden, $"The connection string in '{file}' has no account key.");
        if (!Endpoints.AreSafe(service.Uri)) throw new StorageException(StorageFault.Forbidden, $"The connection string in '{file}' has an endpoint without https.");
        return service;
    }

    private static void Release(AzureNetwork network, HttpPipelineTransport transport)
    {
        if (network.Transport is null) (transport as IDisposable)?.Dispose();
    }
}
