using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Contracts.Certificates;
using Holdfast.Contracts.Errors;
using Holdfast.Contracts.Vault.Owner;

namespace Holdfast.Connection;

/// <summary>The vault service of a data folder, found by the files that it keeps there: where it listens, its authority, and the token that signs its owner in.</summary>
internal static class LocalVaultService
{
    private const string Root = "/vault/v1/";
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(30);

    /// <summary>Where the service says that it listens, or null when it says nothing. It may have died since.</summary>
    internal static VaultServiceAddress? Find(string dataDirectory)
    {
        var path = Path.Combine(dataDirectory, VaultServiceAddress.FileName);
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), OwnerJson.Default.VaultServiceAddress);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"{path} cannot be read: {failure.Message}", inner: failure);
        }
        catch (JsonException failure)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"{path} is damaged.", "Stop the vault service, if it runs, and start it again with `holdfast vault serve`.", failure);
        }
    }

    internal static async Task<bool> IsReady(VaultServiceAddress address, CancellationToken stop)
    {
        using var http = Client(address);
        try
        {
            using var response = await http.GetAsync(Root + "ready", stop);
            return response.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return false;
        }
    }

    /// <summary>Has the service stop.</summary>
    internal static async Task Shutdown(VaultServiceAddress address, string dataDirectory, CancellationToken stop)
    {
        using var http = Client(address);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReadToken(dataDirectory));
        try
        {
            using var response = await http.PostAsync(Root + "shutdown", null, stop);
            if (!response.IsSuccessStatusCode) throw new HoldfastException(ErrorCode.Unauthorized, $"The vault service answered with HTTP status {(int)response.StatusCode}.");
        }
        catch (HttpRequestException failure)
        {
            throw new HoldfastException(ErrorCode.NotReachable, $"The vault service does not answer at {address.Local}: {failure.Message}", inner: failure);
        }
    }

    /// <summary>A link that signs in to the portal of the service.</summary>
    internal static async Task<SignInLink> MakeLink(VaultServiceAddress address, string dataDirectory, CancellationToken stop)
    {
        var http = Client(address);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ReadToken(dataDirectory));
        using var owner = new OwnerClient(http);
        return await owner.MakeLink(stop);
    }

    internal static HoldfastException NotRunning(string dataDirectory) => new(
        ErrorCode.NotReachable, $"No vault service runs for the data folder {dataDirectory}.", $"Start it with `holdfast vault serve --data {dataDirectory}`, or name the right folder with --data.");

    // Only the service's own authority is trusted; which of its names is used on this computer makes no difference.
    private static HttpClient Client(VaultServiceAddress address)
    {
        var authority = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(address.Authority));
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = patience };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, shown, _, _) =>
            shown is not null && IsOwn(shown, authority);
        return new HttpClient(handler) { BaseAddress = new Uri(address.Local), Timeout = patience, DefaultRequestVersion = HttpVersion.Version11 };
    }

    private static bool IsOwn(X509Certificate shown, X509Certificate2 authority)
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
            return CertificateRules.IsIssued(certificate, authority, CertificateRules.ServerUse, TimeProvider.System.GetUtcNow());
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static string ReadToken(string dataDirectory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(dataDirectory, VaultServiceAddress.TokenFileName)).Trim();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new HoldfastException(ErrorCode.Unauthorized, $"The token of the vault service cannot be read: {failure.Message}", inner: failure);
        }
    }
}
