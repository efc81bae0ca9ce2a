using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Holdfast.Store;
using Holdfast.Store.Durability;

namespace Holdfast.Vault.Azure;

/// <summary>Makes of a sign-in what the SDK signs requests with. Faults name the file and never what is in it.</summary>
internal static class AzureCredentials
{
    private const int LongestSecret = 64 << 10;

    // The identity service lives on the computer's own network: asking for it through a proxy reaches the proxy's identity or nobody.
    private static readonly HttpClientTransport Direct = new(new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false }));

    /// <exception cref="StorageException"><see cref="StorageFault.Forbidden"/>: a file cannot be read.</exception>
    public static string ReadSecret(string file)
    {
        try
        {
            return Encoding.UTF8.GetString(DurableFile.ReadAll(file, LongestSecret)).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Forbidden, $"'{file}', which the sign-in to Azure names, cannot be read.");
        }
    }

    /// <param name="signIn">Any but a connection string.</param>
    /// <param name="transport">Through which tokens of applications are asked for.</param>
    /// <param name="isTest">The transport is not a network.</param>
    /// <exception cref="StorageException"><see cref="StorageFault.Forbidden"/>: a file cannot be read or does not hold what it should.</exception>
    public static TokenCredential Token(AzureSignIn signIn, HttpPipelineTransport transport, bool isTest) => signIn.Method switch
    {
        AzureSignInMethod.ManagedIdentity => new ManagedIdentityCredential(ManagedIdentity(signIn, isTest ? transport : Direct)),
        AzureSignInMethod.WorkloadIdentity => new WorkloadIdentityCredential(WorkloadIdentity(signIn, transport)),
        AzureSignInMethod.ClientSecret => new ClientSecretCredential(signIn.Tenant, signIn.Client, ReadSecret(signIn.SecretFile!),
            With(new ClientSecretCredentialOptions(), signIn, transport)),
        AzureSignInMethod.ClientCertificate => new ClientCertificateCredential(signIn.Tenant, signIn.Client, Certificate(signIn),
            With(new ClientCertificateCredentialOptions { SendCertificateChain = true }, signIn, transport)),
        _ => throw new ArgumentException($"{signIn.Method} has no token.", nameof(signIn)),
    };

    private static ManagedIdentityCredentialOptions ManagedIdentity(AzureSignIn signIn, HttpPipelineTransport transport) =>
        new(signIn.Client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(signIn.Client))
        {
            Transport = transport, Diagnostics = { IsLoggingEnabled = false, IsTelemetryEnabled = false },
        };

    private static WorkloadIdentityCredentialOptions WorkloadIdentity(AzureSignIn signIn, HttpPipelineTransport transport)
    {
        var options = With(new WorkloadIdentityCredentialOptions(), signIn, transport);
        // What is not said stays as the platform's environment has it.
        if (signIn.Tenant is not null) options.TenantId = signIn.Tenant;
        if (signIn.Client is not null) options.ClientId = signIn.Client;
        if (signIn.TokenFile is not null) options.TokenFilePath = signIn.TokenFile;
        return options;
    }

    private static T With<T>(T options, AzureSignIn signIn, HttpPipelineTransport transport)
        where T : TokenCredentialOptions
    {
        options.Transport = transport;
        if (signIn.Authority is not null) options.AuthorityHost = signIn.Authority;
        options.Retry.MaxRetries = 0; // whoever asked for the token repeats the whole
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsTelemetryEnabled = false;
        return options;
    }

    private static X509Certificate2 Certificate(AzureSignIn signIn)
    {
        var file = signIn.CertificateFile!;
        try
        {
            var password = signIn.CertificatePasswordFile is null ? null : ReadSecret(signIn.CertificatePasswordFile);
            var content = DurableFile.ReadAll(file, LongestSecret);
            if (content.AsSpan().IndexOf("-----BEGIN "u8) < 0) return X509CertificateLoader.LoadPkcs12(content, password);
            var text = Encoding.UTF8.GetString(content);
            return password is null ? X509Certificate2.CreateFromPem(text, text) : X509Certificate2.CreateFromEncryptedPem(text, text, password);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new StorageException(StorageFault.Forbidden, $"'{file}' is not a certificate with a private key that can be opened.");
        }
    }
}
