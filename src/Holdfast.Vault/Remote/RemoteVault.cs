using System.Net;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Contracts.Vault.Wire;
using Holdfast.Store.Blobs;
using Holdfast.Vault.Connections;

namespace Holdfast.Vault.Remote;

/// <summary>A registered server's connection with a vault service, over HTTPS with its own certificate.</summary>
public sealed class RemoteVault : IVaultConnection
{
    internal const string BlobsPath = "blobs/";

    private readonly VaultTransport transport;
    private readonly string serverId;
    private readonly GrantPath? grants;

    private RemoteVault(VaultTransport transport, string serverId, string transfer, RemoteVaultOptions options)
    {
        this.serverId = serverId;
        this.transport = transport;
        grants = transfer == VaultTransfers.Azure ? new GrantPath(transport, options, server: null) : null;
        IBlobPath path = grants is null ? new ServicePath(transport, BlobsPath) : grants;
        Prefix = new RemotePrefix(transport, path, BlobsPath, server: null, RetireOne);
    }

    public IBlobStore Prefix { get; }

    /// <summary>Makes the connection; nothing is sent yet.</summary>
    /// <param name="key">Of the membership's certificate, PKCS#8.</param>
    /// <param name="transfer">How blobs travel (<see cref="VaultTransfers"/>), as the vault said at registration or by <see cref="Look"/>.</param>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultNotTrusted"/>, <see cref="ErrorCode.VaultNotRegistered"/>: the membership or its key cannot be used.</exception>
    public static RemoteVault Connect(VaultMembership membership, ReadOnlySpan<byte> key, string transfer, RemoteVaultOptions options)
    {
        if (membership.Authority is null || membership.Certificate is null)
            throw new HoldfastException(ErrorCode.VaultNotRegistered, $"The membership of vault '{membership.VaultName}' has no certificate.");
        var identity = ServerKey.Join(membership.Certificate, key);
        return new RemoteVault(new VaultTransport(membership.Address, membership.Authority, identity, options), membership.ServerId, transfer, options);
    }

    public VaultStanding Look() => Ask(VaultCall.Get("standing"), VaultWireJson.Default.VaultStanding);

    public RetirementResult Retire(IReadOnlyList<string> names, string? pin) => RemoteRegistration.Told(() => Retirement(names, pin, out _));

    public void Declare(IReadOnlyList<SourceRetention> sources, string? pin) => RemoteRegistration.Told(() =>
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new RetentionDeclaration(sources, pin), VaultWireJson.Default.RetentionDeclaration);
        return transport.Send(VaultCall.Post("retention", body, isRepeatable: pin is null), 0, static (answer, _) => IsDone(answer) ? true : throw answer.Failure());
    });

    public PackCheckSummary Checks() => Ask(VaultCall.Get("checks"), VaultWireJson.Default.PackCheckSummary);

    /// <summary>When the vault last verified each pack, in order of names.</summary>
    public IReadOnlyList<PackCheck> CheckedPacks()
    {
        var all = new List<PackCheck>();
        for (string? after = ""; after is not null;)
        {
            var page = Ask(VaultCall.Get($"checks/packs?after={after}"), VaultWireJson.Default.PackCheckPage, VaultWire.LongestPage);
            if (page.Next is not null && (page.Checks.Count == 0 || string.CompareOrdinal(page.Next, after) <= 0))
                throw new HoldfastException(ErrorCode.VaultAnswerUnreadable, "The vault's list of checked packs does not end.");
            all.AddRange(page.Checks);
            after = page.Next;
        }
        return all;
    }

    public RetiredBlobPage Retired(string? after)
    {
        try
        {
            return Ask(VaultCall.Get($"retired?after={after}"), VaultWireJson.Default.RetiredBlobPage, VaultWire.LongestPage);
        }
        catch (HoldfastException refusal) when (refusal.Code == ErrorCode.NotFound)
        {
            throw new HoldfastException(ErrorCode.VaultTooOld, "The vault service cannot tell what was deleted and is still there.", inner: refusal);
        }
    }

    /// <summary>A new certificate, for when <see cref="RemoteRegistration.IsRenewalDue"/>.</summary>
    public RenewedIdentity Renew() => RemoteRegistration.Told(() =>
    {
        var (key, request) = ServerKey.Create(serverId);
        var body = JsonSerializer.SerializeToUtf8Bytes(new RenewRequest(Convert.ToBase64String(request)), JoiningJson.Default.RenewRequest);
        var certificate = transport.Ask(VaultCall.Post("renew", body), JoiningJson.Default.RenewAnswer).Certificate;
        return ServerKey.Fits(certificate, key)
            ? new RenewedIdentity(certificate, key)
            : throw new HoldfastException(ErrorCode.VaultAnswerUnreadable, "The vault's new certificate is not for the key that was sent.");
    });

    public void Dispose()
    {
        transport.Dispose();
        grants?.Dispose();
    }

    internal static bool IsDone(VaultAnswer answer) => answer.Status is HttpStatusCode.OK or HttpStatusCode.NoContent or HttpStatusCode.Created;

    private bool RetireOne(string name)
    {
        try
        {
            var result = Retirement([name], pin: null, out var isRepeated);
            // A repeated request finds absent what the lost one retired.
            return result.Retired + result.Removed > 0 || isRepeated;
        }
        catch (CallFailedException failure)
        {
            throw failure.ToStorage($"'{name}' was not retired");
        }
    }

    private RetirementResult Retirement(IReadOnlyList<string> names, string? pin, out bool isRepeated)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new RetirementRequest(names, pin), VaultWireJson.Default.RetirementRequest);
        // A PIN is good once: sent again, it would be refused although it was right.
        (var result, isRepeated) = transport.Send(VaultCall.Post("retirements", body, isRepeatable: pin is null), 0, static (answer, _) =>
            answer.Status == HttpStatusCode.OK ? (answer.Json(VaultWireJson.Default.RetirementResult), answer.IsRepeated) : throw answer.Failure());
        return result;
    }

    private TDocument Ask<TDocument>(VaultCall call, System.Text.Json.Serialization.Metadata.JsonTypeInfo<TDocument> type, int longest = VaultWire.LongestDocument)
        where TDocument : class =>
        RemoteRegistration.Told(() => transport.Ask(call, type, longest));
}
