using System.Globalization;
using System.Text;
using Holdfast.Contracts.Api.Vaults;

namespace Holdfast.Console.Pages.Vault;

/// <summary>The recovery kit as a text to print. It stays in English: whoever needs it follows commands.</summary>
internal static class KitText
{
    internal static string Of(RecoveryKitInfo kit)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"Recovery kit of {kit.ServerName}")
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Vault:      {kit.Vault} ({kit.VaultId})")
            .AppendLine(CultureInfo.InvariantCulture, $"Address:    {kit.Address}")
            .AppendLine(CultureInfo.InvariantCulture, $"Server:     {kit.ServerName} ({kit.ServerId})")
            .AppendLine(CultureInfo.InvariantCulture, $"Registered: {kit.Registered.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
            .AppendLine(CultureInfo.InvariantCulture, $"Passphrase: its fingerprint is {kit.PassphraseFingerprint}")
            .AppendLine();
        for (var index = 0; index < kit.Steps.Count; index++) text.AppendLine(CultureInfo.InvariantCulture, $"{index + 1}. {kit.Steps[index]}");
        return text.ToString();
    }
}
