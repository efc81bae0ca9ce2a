using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.PostgreSql.Protocol;

/// <summary>Which certificates of servers are taken.</summary>
internal sealed class ServerCertificatePolicy(TlsMode mode, string? rootFile)
{
    /// <summary>Why the last one was not.</summary>
    public string? Reason { get; private set; }

    public bool Accept(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (mode is TlsMode.Prefer or TlsMode.Require) return true;
        if (certificate is null) return Refuse("the server has no certificate.");
        if (mode == TlsMode.VerifyFull && errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch)) return Refuse("the server's certificate is for another host.");
        if (rootFile is null) return !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || Refuse("no authority that this computer trusts signed the server's certificate.");
        using var leaf = new X509Certificate2(certificate);
        using var own = new X509Chain();
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(Roots(rootFile));
        if (chain is not null) foreach (var element in chain.ChainElements) own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(leaf) || Refuse("the authority that was given did not sign the server's certificate, or it is not valid now.");
    }

    private static X509Certificate2Collection Roots(string file)
    {
        var roots = new X509Certificate2Collection();
        try
        {
            roots.ImportFromPemFile(file);
        }
        catch (Exception error) when (error is IOException or CryptographicException or UnauthorizedAccessException)
        {
            throw new WorkloadException(WorkloadFault.OptionWrong, $"The certificates in {file} cannot be read: {error.Message}", "Give a PEM file that this program may read.", error);
        }
        return roots;
    }

    private bool Refuse(string why)
    {
        Reason = why;
        return false;
    }
}
