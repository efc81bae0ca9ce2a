using System.CommandLine;
using System.Diagnostics;
using Holdfast.CommandLine;
using Holdfast.Contracts.Api.Accounts;

namespace Holdfast.Commands.Accounts;

/// <summary>Makes a link that opens the console in the caller's name.</summary>
internal sealed class ConsoleCommand : HoldfastCommand
{
    private readonly Option<bool> open;

    internal ConsoleCommand() : base("console", "Prints a link that opens the console in a browser and signs in, once and within two minutes") =>
        open = With(new Option<bool>("--open") { Description = "Opens it in this computer's browser, too (default: prints it only)" });

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var link = await session.Client.Accounts.MakeLink(session.Stop);
        var address = new Uri(session.Client.Server, link.Path);
        session.Result.Show(link, AccountJson.Default.SignInLink, text => text.WriteLine(address));
        if (input.GetValue(open)) Process.Start(new ProcessStartInfo(address.ToString()) { UseShellExecute = true })?.Dispose();
        return ExitCode.Done;
    }
}
