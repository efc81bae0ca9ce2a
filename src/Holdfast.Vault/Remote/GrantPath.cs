using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Format.Hashing;
using Holdfast.Store;
using Holdfast.Vault.Azure;

namespace Holdfast.Vault.Remote;

/// <summary>
/// Blobs straight to and from the storage account, each by a grant for that one name: asked for when it is needed, for reading kept until shortly before it ends. The service
/// notes length and hash of what is to come, and is not in the way of the bytes.
/// </summary>
/// <param name="server">Whose blobs a reader reads; null for the own ones.</param>
internal sealed class GrantPath(VaultTransport transport, RemoteVaultOptions options, string? server) : IBlobPath, IDisposable
{
    private const int MostKept = 4096;
    private static readonly TimeSpan reserve = TimeSpan.FromMinutes(5);
    private readonly GrantClient client = new(new AzureNetwork(options.Clock, options.Randomness) { Proxy = options.Proxy });
    private readonly ConcurrentDictionary<string, BlobGrant> reading = new(StringComparer.Ordinal);

    public void Put(string name, ReadOnlyMemory<byte> content)
    {
        var declared = Declare(name, content.Span, out var md5);
        var first = Ask(new GrantRequest([declared], [], null));
        using var stream = StreamOf(content);
        new GrantedTransfer(client, new Source(this, declared, first)).Create(name, stream, md5, TierOf(first));
    }

    public void Read(string name, long offset, Span<byte> destination) => new GrantedTransfer(client, new Source(this, null, null)).Read(name, offset, destination);

    public void Dispose() => client.Dispose();

    private static DeclaredBlob Declare(string name, ReadOnlySpan<byte> content, out byte[] md5)
    {
        Span<byte> hash = stackalloc byte[Blake3.Size];
        Blake3.Hash(content, hash);
        md5 = MD5.HashData(content);
        return new DeclaredBlob(name, content.Length, Convert.ToHexStringLower(hash), Convert.ToBase64String(md5));
    }

    private static MemoryStream StreamOf(ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out var segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false);

    private static AzureTier TierOf(BlobGrant grant) => grant.Tier switch
    {
        VaultRules.Cool => AzureTier.Cool,
        VaultRules.Cold => AzureTier.Cold,
        _ => AzureTier.Hot,
    };

    private BlobGrant Ask(GrantRequest request)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(request, VaultWireJson.Default.GrantRequest);
        var grants = transport.Ask(VaultCall.Post("grants", body), VaultWireJson.Default.GrantAnswer).Grants;
        var name = request.Create.Count > 0 ? request.Create[0].Name : request.Read[0];
        return grants is [{ } grant] && grant.Name == name && Uri.TryCreate(grant.Url, UriKind.Absolute, out _)
            ? grant
            : throw new CallFailedException(StorageFault.Unavailable, new HoldfastException(ErrorCode.VaultAnswerUnreadable, "The vault's grant is not for the name that was asked for."));
    }

    private Uri ToRead(string name, bool renew)
    {
        if (!renew && reading.TryGetValue(name, out var kept) && kept.Expires - reserve > options.Clock.GetUtcNow()) return new Uri(kept.Url);
        var grant = Ask(new GrantRequest([], [name], server));
        // Rather asked for again than found: recoveries read far fewer packs at a time.
        if (reading.Count >= MostKept) reading.Clear();
        reading[name] = grant;
        return new Uri(grant.Url);
    }

    private sealed class Source(GrantPath path, DeclaredBlob? declared, BlobGrant? first) : IGrantSource
    {
        private BlobGrant? unused = first;

        public Uri ToCreate(string name) => new((Interlocked.Exchange(ref unused, null) ?? path.Ask(new GrantRequest([declared!], [], null))).Url);

        public Uri ToRead(string name, bool renew) => path.ToRead(name, renew);
    }
}
