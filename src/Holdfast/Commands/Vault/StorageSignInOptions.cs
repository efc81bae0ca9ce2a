using System.CommandLine;
using Holdfast.CommandLine;

namespace Holdfast.Commands.Vault;

/// <summary>The options by which a vault service signs in to a storage account. Secrets come by file: the service keeps copies that only its owner can read.</summary>
internal sealed class StorageSignInOptions
{
    private const string ConnectionString = "connection-string";
    private readonly Dictionary<string, Option<string?>> options = new(StringComparer.Ordinal);

    internal StorageSignInOptions(Action<Option> with)
    {
        Add("sign-in", "How to sign in to the storage account: connection-string, managed-identity, workload-identity, client-secret or client-certificate (default: by connection string)", "METHOD");
        Add("connection-string-file", "File with the connection string of the storage account (default: none)", "FILE");
        Add("tenant", "Directory (tenant) of the application that signs in (default: none)", "ID");
        Add("client", "Client id of the application or of the managed identity (default: none)", "ID");
        Add("secret-file", "File with the application's secret (default: none)", "FILE");
        Add("certificate-file", "File with the application's certificate and key, PEM or PFX (default: none)", "FILE");
        Add("certificate-password-file", "File with the password of the PFX (default: none)", "FILE");
        Add("token-file", "File with the platform's token for a workload identity (default: AZURE_FEDERATED_TOKEN_FILE)", "FILE");

        void Add(string name, string description, string helpName)
        {
            var option = new Option<string?>("--" + name) { Description = description, HelpName = helpName };
            options.Add(name, option);
            with(option);
        }
    }

    /// <summary>Null where none was given.</summary>
    internal Dictionary<string, string>? Read(ParseResult input)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, option) in options)
            if (input.GetValue(option) is { } value) given.Add(name, name.EndsWith("-file", StringComparison.Ordinal) ? Names.Absolute(value) : value);
        if (given.Count == 0) return null;
        if (given.ContainsKey("connection-string-file")) given.TryAdd("sign-in", ConnectionString);
        return given;
    }
}
