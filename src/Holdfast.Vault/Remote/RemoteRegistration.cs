using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault;
using Holdfast.Contracts.Vault.Joining;
using Holdfast.Vault.Connections;

namespace Holdfast.Vault.Remote;

/// <summary>How a server comes into a vault behind a service, and stays there.</summary>
public static class RemoteRegistration
{
    /// <summary>Clocks may differ so much, as with Kerberos three times over: beyond it, certificates, PINs and floors mean different times on both sides.</summary>
    public static readonly TimeSpan LargestSkew = TimeSpan.FromMinutes(15);

    /// <summary>Makes a key here, has it certified, and becomes a server of the vault.</summary>
    /// <param name="address">Of the service, as the credentials have it.</param>
    /// <param name="authority">The authority that the credentials pin (DER, Base64).</param>
    /// <param name="serverId">32 lower-case hexadecimal digits.</param>
    /// <param name="replace">Take the place of the server that has this id.</param>
    /// <exception cref="HoldfastException">What the vault says against it, <see cref="ErrorCode.ClockSkew"/>, or why it cannot be reached.</exception>
    public static RegisteredServer Register(
        VaultCredentials credentials, string address, string authority, string serverName, string serverId, bool replace, RemoteVaultOptions options)
    {
        using var transport = new VaultTransport(address, authority, identity: null, options);
        CheckClock(transport, options.Clock);
        var (key, request) = ServerKey.Create(serverId);
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new RegisterRequest(credentials, serverName, serverId, replace, Convert.ToBase64String(request)), JoiningJson.Default.RegisterRequest);
        var answer = Told(() => transport.Ask(VaultCall.Post("register", body), JoiningJson.Default.RegisterAnswer));
        if (answer.ServerId != serverId || answer.Authority != authority || !ServerKey.Fits(answer.Certificate, key))
            throw new HoldfastException(ErrorCode.VaultAnswerUnreadable, "The vault answered the registration with what does not fit it.");
        return new RegisteredServer(
            new VaultMembership(answer.VaultId, answer.VaultName, serverId, serverName, address, authority, answer.Certificate), key, answer.Rules, answer.Transfer);
    }

    /// <summary>Whether less than a third of a certificate's life is left.</summary>
    public static bool IsRenewalDue(VaultMembership membership, DateTimeOffset now)
    {
        if (membership.Certificate is null) return false;
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(membership.Certificate));
        var (from, until) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        return now.UtcDateTime > until - (until - from) / 3;
    }

    internal static TResult Told<TResult>(Func<TResult> work)
    {
        try
        {
            return work();
        }
        catch (CallFailedException failure)
        {
            throw failure.ToVault();
        }
    }

    // Whatever the answer: its date counts. Nothing secret has been sent yet.
    private static void CheckClock(VaultTransport transport, TimeProvider clock)
    {
        var date = Told(() => transport.Send(VaultCall.Get("ready"), 0, static (answer, _) => (int)answer.Status < 500 ? answer.Date : throw answer.Failure()));
        var now = clock.GetUtcNow();
        if (date is { } told && (told - now).Duration() > LargestSkew)
            throw new HoldfastException(ErrorCode.ClockSkew, $"This computer's clock shows {now:u}, the vault's {told:u}.");
    }
}
