using System.Text;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Catalog;
using Holdfast.Workloads.Applications;

namespace Holdfast.Server.Applications;

/// <summary>With which account applications are asked: kept by target, sealed, given to workloads alone.</summary>
internal sealed class CredentialRegistry(CredentialTable table, SecretSeal seal, TimeProvider time)
{
    private const int LongestTarget = 1024, LongestUser = 256, LongestPassword = 4096;

    internal CredentialList List() => new([.. table.All().Select(Show)]);

    internal CredentialInfo Set(SetCredentialRequest request)
    {
        var target = request.Target.Trim();
        if (target.Length is 0 or > LongestTarget || target.Any(char.IsControl)) throw new HoldfastException(ErrorCode.BadRequest, $"A target has 1 to {LongestTarget} characters.");
        // postgresql://user:secret@host would keep a secret in the open.
        if (target.Contains('@')) throw new HoldfastException(ErrorCode.BadRequest, "A target names no user and no password.");
        if (request.User.Length is 0 or > LongestUser || request.User.Any(char.IsControl)) throw new HoldfastException(ErrorCode.BadRequest, $"A user has 1 to {LongestUser} characters.");
        if (request.Password.Length > LongestPassword) throw new HoldfastException(ErrorCode.BadRequest, $"A password has at most {LongestPassword} characters.");
        var row = new CredentialRow
        {
            Target = target, Account = request.User, Secret = seal.Seal(Encoding.UTF8.GetBytes(request.Password), Owner(target)), Changed = CatalogTime.From(time.GetUtcNow()),
        };
        table.Save(row);
        return Show(row);
    }

    internal void Remove(string target)
    {
        if (table.All().All(row => row.Target != target)) throw new HoldfastException(ErrorCode.CredentialUnknown, $"No credential is kept for '{target}'.");
        table.Delete(target);
    }

    /// <summary>The one whose target is the longest beginning of an address; null where there is none.</summary>
    internal WorkloadCredential? For(string address)
    {
        var row = table.All().Where(row => IsFor(row.Target, address)).MaxBy(row => row.Target.Length);
        return row is null ? null : new WorkloadCredential(row.Account, Open(row));
    }

    /// <summary>The one for an address that the agent of a production server is to use: it was given for that server, as SERVER:ADDRESS. Others are not told to agents.</summary>
    internal WorkloadCredential? For(string server, string address)
    {
        var prefix = server + ":";
        var row = table.All()
            .Where(row => row.Target.Length > prefix.Length && row.Target.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && IsFor(row.Target[prefix.Length..], address))
            .MaxBy(row => row.Target.Length);
        return row is null ? null : new WorkloadCredential(row.Account, Open(row));
    }

    /// <summary>db1 is no beginning of db10: a target ends where a part of the address does.</summary>
    internal static bool IsFor(string target, string address) =>
        address.StartsWith(target, StringComparison.OrdinalIgnoreCase)
        && (address.Length == target.Length || !char.IsLetterOrDigit(target[^1]) || address[target.Length] is '/' or ':' or '?' or '\\' or ',' or ';' or '#');

    private string Open(CredentialRow row)
    {
        try
        {
            return Encoding.UTF8.GetString(seal.Open(row.Secret, Owner(row.Target)));
        }
        catch (Exception failure) when (failure is HoldfastException or FormatException)
        {
            throw new HoldfastException(ErrorCode.CredentialUnreadable, $"The password for '{row.Target}' cannot be read.", inner: failure);
        }
    }

    private static string Owner(string target) => "credential:" + target;

    private static CredentialInfo Show(CredentialRow row) => new(row.Target, row.Account, CatalogTime.To(row.Changed));
}
