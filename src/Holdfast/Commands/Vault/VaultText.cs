using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>Shows the vault as this server sees it.</summary>
internal static class VaultText
{
    internal static int Show(Session session, VaultInfo vault)
    {
        session.Result.Show(vault, ApiJson.Default.VaultInfo, text =>
        {
            StatusText.WriteVault(text, vault);
            if (vault.Policy is { } policy) CloudPolicyText.Write(text, policy);
        });
        return ExitCode.Done;
    }
}
