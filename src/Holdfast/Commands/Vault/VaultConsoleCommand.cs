using System.CommandLine;
using System.Diagnostics;
using Holdfast.CommandLine;
using Holdfast.Connection;
using Holdfast.Contracts.Api.Accounts;
using Holdfast.Daemon;

namespace Holdfast.Commands.Vault;

/// <summary>Makes a link that opens the portal of the vault service in the name of whoever has its data folder.</summary>
internal sealed class VaultConsoleCommand : HoldfastCommand
{
    private readonly Option<bool> open;

    internal VaultConsoleCommand() : base("console", "Owner's side: prints a link that opens the portal of the vault service in a browser and signs in, once and within two minutes.") =>
        open = With(new Option<bool>("--open") { Description = "Opens it in this computer's browser, too (default: prints it only)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var folder = VaultServiceFolder.Find(session);
        if (LocalVaultService.Find(folder) is not { } service || !ProcessState.IsRunning(service.Pid)) throw LocalVaultService.NotRunning(folder);
        var link = await LocalVaultService.MakeLink(service, folder, session.Stop);
        var address = new Uri(new Uri(service.Local), link.Path);
        session.Result.Show(link, AccountJson.Default.SignInLink, text =>
        {
            if (service.Address != service.Local) Console.Error.WriteLine($"From another computer: {new Uri(new Uri(service.Address), link.Path)}");
            text.WriteLine(address);
        });
        if (input.GetValue(open)) Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true })?.Dispose();
        return ExitCode.Done;
    }
}
