using Holdfast.Contracts.Errors;
using Holdfast.Vault.Azure;

namespace Holdfast.VaultService.Vaults;

/// <summary>Where a vault's data lies: folder:PATH, or azure:https://ACCOUNT/CONTAINER.</summary>
/// <param name="Folder">Absolute; null for a container.</param>
/// <param name="Account">Of the container; null for a folder.</param>
internal sealed record StoragePlace(string? Folder, Uri? Account, string? Container)
{
    private const string FolderScheme = "folder:", AzureScheme = "azure:";

    /// <exception cref="HoldfastException"><see cref="ErrorCode.BadRequest"/>.</exception>
    internal static StoragePlace Parse(string text)
    {
        if (text.StartsWith(FolderScheme, StringComparison.Ordinal) && text.Length > FolderScheme.Length && Path.IsPathFullyQualified(text[FolderScheme.Length..]))
            return OfFolder(text[FolderScheme.Length..]);
        if (text.StartsWith(AzureScheme, StringComparison.Ordinal) && Uri.TryCreate(text[AzureScheme.Length..], UriKind.Absolute, out var url)
            && url.Scheme is "https" or "http" && url.Query.Length == 0 && url.UserInfo.Length == 0 && url.AbsolutePath.Trim('/') is { Length: > 0 } path)
        {
            // An emulator has the account in the path: http://127.0.0.1:10000/ACCOUNT/CONTAINER.
            var parts = path.Split('/');
            if (parts.Length <= 2) return OfContainer(new Uri(url.GetLeftPart(UriPartial.Authority) + string.Concat(parts[..^1].Select(part => "/" + part))), parts[^1]);
        }
        throw new HoldfastException(ErrorCode.BadRequest, $"'{text}' is no storage of a vault.", "Give folder:PATH with an absolute path, or azure:https://ACCOUNT.blob.core.windows.net/CONTAINER.");
    }

    internal static StoragePlace OfFolder(string path) => new(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)), null, null);

    public override string ToString() => Folder is not null ? FolderScheme + Folder : $"{AzureScheme}{Account!.AbsoluteUri.TrimEnd('/')}/{Container}";

    private static StoragePlace OfContainer(Uri account, string container)
    {
        try
        {
            new AzurePlace(container).Check();
            return new StoragePlace(null, account, container);
        }
        catch (ArgumentException failure)
        {
            throw new HoldfastException(ErrorCode.BadRequest, failure.Message, "Name a container that can be: 3 to 63 lower-case letters, digits and hyphens.", failure);
        }
    }
}
