using System.Text.RegularExpressions;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.PowerShell.Tests.Live;

/// <summary>An installation that listens to other computers too: with TLS, a certificate of its own, and an account.</summary>
public sealed partial class RemoteServer : Installation
{
    internal const string Account = "otto", Password = "correct horse battery";

    /// <summary>Where others reach it.</summary>
    internal string Address => Announcement().Match(Said).Groups[1].Value;

    /// <summary>SHA-256 of its certificate, as it prints it at its start.</summary>
    internal string Pin => Announcement().Match(Said).Groups[2].Value;

    public override async ValueTask InitializeAsync()
    {
        await File.WriteAllTextAsync(In("settings.json"), """{ "apiAddress": "127.0.0.1", "apiPort": 0, "passwordIterations": 100000 }""");
        await base.InitializeAsync();
        await Client.Accounts.Create(new CreateAccountRequest(Account, "administrator", Password));
    }

    [GeneratedRegex("Callers on other computers: (https://\\S+) \\(certificate SHA-256 ([0-9a-f]{64})\\)")]
    private static partial Regex Announcement();
}
