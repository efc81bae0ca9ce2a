using Holdfast.CommandLine;
using Holdfast.VaultService;

namespace Holdfast.Commands.Vault;

/// <summary>The vault service that a command on the owner's side means: --data names its folder, or an installation, which has one embedded.</summary>
internal static class VaultServiceFolder
{
    internal static string Find(Session session)
    {
        var embedded = Path.Combine(session.DataDirectory, "vault");
        return VaultDirectory.IsAt(embedded) ? embedded : session.DataDirectory;
    }

    internal static VaultDirectory Open(Session session) => VaultDirectory.Open(Find(session), TimeProvider.System);
}
