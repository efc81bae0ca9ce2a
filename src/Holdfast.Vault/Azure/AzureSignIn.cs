namespace Holdfast.Vault.Azure;

/// <summary>
/// How to sign in to one storage account. Secrets are named by the file that holds them and read when they are needed, so that this record can be stored, shown and logged.
/// </summary>
public sealed record AzureSignIn
{
    private static readonly Dictionary<string, AzureSignInMethod> Methods = new(StringComparer.Ordinal)
    {
        ["connection-string"] = AzureSignInMethod.ConnectionString,
        ["managed-identity"] = AzureSignInMethod.ManagedIdentity,
        ["workload-identity"] = AzureSignInMethod.WorkloadIdentity,
        ["client-secret"] = AzureSignInMethod.ClientSecret,
        ["client-certificate"] = AzureSignInMethod.ClientCertificate,
    };

    /// <summary>The names of the options that <see cref="TryParse"/> reads.</summary>
    public static IReadOnlyList<string> OptionNames { get; } =
        ["sign-in", "account", "connection-string-file", "tenant", "client", "secret-file", "certificate-file", "certificate-password-file", "token-file", "authority"];

    public required AzureSignInMethod Method { get; init; }

    /// <summary>The blob endpoint, such as https://ACCOUNT.blob.core.windows.net. A connection string has it in itself.</summary>
    public Uri? Account { get; init; }

    public string? ConnectionStringFile { get; init; }

    /// <summary>The directory (tenant) of the application.</summary>
    public string? Tenant { get; init; }

    /// <summary>The application's or the managed identity's client id.</summary>
    public string? Client { get; init; }

    public string? SecretFile { get; init; }

    public string? CertificateFile { get; init; }

    /// <summary>Of a PFX file that has a password.</summary>
    public string? CertificatePasswordFile { get; init; }

    /// <summary>Where the platform puts the token; null where it says so itself by AZURE_FEDERATED_TOKEN_FILE.</summary>
    public string? TokenFile { get; init; }

    /// <summary>The sign-in address of a cloud other than the public one.</summary>
    public Uri? Authority { get; init; }

    /// <summary>Reads options by name. False with a sentence for a person where something is missing, unknown or does not fit together.</summary>
    public static bool TryParse(IReadOnlyDictionary<string, string> options, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AzureSignIn? signIn, out string problem)
    {
        signIn = null;
        problem = options.Keys.FirstOrDefault(key => !OptionNames.Contains(key)) is { } unknown ? $"'{unknown}' is not an option of the sign-in to Azure." : "";
        if (problem.Length > 0) return false;
        if (!Methods.TryGetValue(options.GetValueOrDefault("sign-in", ""), out var method))
        {
            problem = $"'sign-in' is one of {string.Join(", ", Methods.Keys)}.";
            return false;
        }
        if (!TryReadUri(options, "account", out var account, ref problem) || !TryReadUri(options, "authority", out var authority, ref problem)) return false;
        var read = new AzureSignIn
        {
            Method = method, Account = account, Authority = authority,
            ConnectionStringFile = options.GetValueOrDefault("connection-string-file"),
            Tenant = options.GetValueOrDefault("tenant"), Client = options.GetValueOrDefault("client"),
            SecretFile = options.GetValueOrDefault("secret-file"),
            CertificateFile = options.GetValueOrDefault("certificate-file"), CertificatePasswordFile = options.GetValueOrDefault("certificate-password-file"),
            TokenFile = options.GetValueOrDefault("token-file"),
        };
        problem = read.Problem() ?? "";
        if (problem.Length == 0) signIn = read;
        return signIn is not null;
    }

    /// <summary>What is missing for the method, in a sentence; null where nothing is.</summary>
    public string? Problem()
    {
        if (Method == AzureSignInMethod.ConnectionString) return Missing("connection-string-file", ConnectionStringFile);
        if (Account is null) return Missing("account", null);
        if (Account.Scheme != Uri.UriSchemeHttps) return "'account' must be an https address: a token is never sent in the clear.";
        if (Authority is not null && Authority.Scheme != Uri.UriSchemeHttps) return "'authority' must be an https address.";
        return Method switch
        {
            AzureSignInMethod.ClientSecret => Missing("tenant", Tenant) ?? Missing("client", Client) ?? Missing("secret-file", SecretFile),
            AzureSignInMethod.ClientCertificate => Missing("tenant", Tenant) ?? Missing("client", Client) ?? Missing("certificate-file", CertificateFile),
            _ => null,
        };
    }

    private static string? Missing(string name, string? value) => string.IsNullOrEmpty(value) ? $"'{name}' is missing." : null;

    private static bool TryReadUri(IReadOnlyDictionary<string, string> options, string name, out Uri? uri, ref string problem)
    {
        uri = null;
        if (!options.TryGetValue(name, out var text)) return true;
        // A shared access signature in an address would be a secret in a record that is not one.
        if (Uri.TryCreate(text, UriKind.Absolute, out uri) && uri.Query.Length == 0 && uri.UserInfo.Length == 0) return true;
        problem = $"'{name}' is not an address without a query.";
        return false;
    }
}
