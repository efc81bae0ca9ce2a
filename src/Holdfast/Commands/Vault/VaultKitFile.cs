using System.CommandLine;
using System.Net;
using System.Text;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Vaults;
using Holdfast.Contracts.Connection;
using Holdfast.Output;

namespace Holdfast.Commands.Vault;

/// <summary>The recovery kit as a page to print: HTML where the file's name says so, text otherwise. It holds no secret, and only its owner can read the file all the same.</summary>
internal static class VaultKitFile
{
    internal static Option<string?> Option(string name, string description) => new(name) { Description = description, HelpName = "FILE" };

    /// <returns>The path of the file.</returns>
    internal static async Task<string> Write(Session session, string file)
    {
        var path = Names.Absolute(file);
        var kit = await session.Client.Vaults.Kit(session.Stop);
        var isHtml = Path.GetExtension(path).ToLowerInvariant() is ".html" or ".htm";
        SecretFile.Replace(path, Encoding.UTF8.GetBytes(isHtml ? Html(kit) : Text(kit)));
        Console.Error.WriteLine($"The recovery kit is in {path}. Print it and keep it with the passphrase, away from this computer.");
        return path;
    }

    private static (string Name, string Value)[] Facts(RecoveryKitInfo kit) =>
    [
        ("Server", $"{kit.ServerName} ({kit.ServerId})"), ("Vault", $"{kit.Vault} ({kit.VaultId})"), ("Address", kit.Address), ("Registered", Quantity.Time(kit.Registered)),
        ("Passphrase", $"not on this page; its fingerprint is {kit.PassphraseFingerprint}"),
    ];

    private static string Text(RecoveryKitInfo kit)
    {
        var text = new StringBuilder("HOLDFAST RECOVERY KIT\n\n");
        foreach (var (name, value) in Facts(kit)) text.Append($"{name,-12}{value}\n");
        text.Append("\nWhen the server is lost:\n\n");
        for (var i = 0; i < kit.Steps.Count; i++) text.Append($"{i + 1}. {kit.Steps[i]}\n");
        return text.ToString();
    }

    private static string Html(RecoveryKitInfo kit)
    {
        var text = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>Holdfast recovery kit</title></head><body>\n<h1>Holdfast recovery kit</h1>\n<dl>\n");
        foreach (var (name, value) in Facts(kit)) text.Append($"<dt>{WebUtility.HtmlEncode(name)}</dt><dd>{WebUtility.HtmlEncode(value)}</dd>\n");
        text.Append("</dl>\n<h2>When the server is lost</h2>\n<ol>\n");
        foreach (var step in kit.Steps) text.Append($"<li>{WebUtility.HtmlEncode(step)}</li>\n");
        return text.Append("</ol>\n</body></html>\n").ToString();
    }
}
