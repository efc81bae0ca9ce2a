using System.Text.Json;
using Holdfast.Contracts.Errors;
using Holdfast.Store.Durability;
using Holdfast.Vault.Azure;

namespace Holdfast.VaultService.Vaults;

/// <summary>How the service signs in to the storage account of each vault: DIR/azure/VAULT.json, and beside it copies of the secrets that it names; only the owner can read them.</summary>
internal sealed class StorageSignIn(string folder)
{
    private const int LargestFile = 1 << 20;
    private const string AccountOption = "account", FileSuffix = "-file", TokenFile = "token-file";

    /// <summary>Keeps the sign-in of a vault. Secrets are copied, so that they cannot go away.</summary>
    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>: options that do not fit together, files that cannot be read.</exception>
    internal void Save(string vaultId, StoragePlace place, IReadOnlyDictionary<string, string> options)
    {
        var kept = new Dictionary<string, string>(options, StringComparer.Ordinal);
        if (kept.GetValueOrDefault("sign-in") != "connection-string") kept[AccountOption] = place.Account!.AbsoluteUri;
        if (!AzureSignIn.TryParse(kept, out _, out var problem)) throw new HoldfastException(ErrorCode.BadRequest, $"The sign-in to the storage account is not complete: {problem}");
        DurableDocument.MakeFolder(Place);
        // The platform changes what is in a token file; everything else is a secret that stays.
        foreach (var name in options.Keys.Where(name => name.EndsWith(FileSuffix, StringComparison.Ordinal) && name != TokenFile))
        {
            kept[name] = Path.Combine(Place, $"{vaultId}.{name}");
            DurableDocument.Write(kept[name], ReadSecret(options[name]));
        }
        DurableDocument.Write(FileOf(vaultId), kept, ServiceJson.Default.DictionaryStringString);
    }

    /// <exception cref="HoldfastException"><see cref="ErrorCode.VaultDataDamaged"/>: there is none, or it does not fit together.</exception>
    internal AzureSignIn Read(string vaultId)
    {
        var path = FileOf(vaultId);
        var options = DurableDocument.Read(path, ServiceJson.Default.DictionaryStringString) ?? throw DurableDocument.Damaged(path, "it is not there");
        return AzureSignIn.TryParse(options, out var signIn, out var problem) ? signIn : throw DurableDocument.Damaged(path, problem);
    }

    internal void Forget(string vaultId)
    {
        if (!Directory.Exists(Place)) return;
        foreach (var file in Directory.GetFiles(Place, vaultId + ".*")) DurableFile.TryRemove(file);
    }

    private string Place => Path.Combine(folder, "azure");

    private string FileOf(string vaultId) => Path.Combine(Place, vaultId + ".json");

    private static byte[] ReadSecret(string path)
    {
        try
        {
            return DurableFile.ReadAll(path, LargestFile);
        }
        catch (Exception failure) when (DurableDocument.IsExpected(failure))
        {
            throw new HoldfastException(ErrorCode.BadRequest, $"The file {path} cannot be read: {failure.Message}", inner: failure);
        }
    }
}
