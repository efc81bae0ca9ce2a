using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using Holdfast.CommandLine;
using Holdfast.Contracts.Vault.Owner;
using Holdfast.Daemon;
using Holdfast.VaultService.Hosting;

namespace Holdfast.Commands.Vault;

/// <summary>Runs the vault service.</summary>
internal sealed class VaultServeCommand : HoldfastCommand
{
    private const string AnyAddress = "*";
    private readonly Option<int> port;
    private readonly Option<string?> listen;
    private readonly Option<string[]> hostNames;
    private readonly Option<bool> detach;

    internal VaultServeCommand() : base("serve", "Owner's side: runs the vault service over HTTPS, with an authority of its own; ready when it prints its address.")
    {
        port = With(SharedOptions.Whole("--port", "TCP port; 0 takes any free one", "N", 8440, 0, 65535));
        listen = With(new Option<string?>("--listen") { Description = "Address of this computer to listen on, or * for all (default: 127.0.0.1, this computer alone)", HelpName = "ADDRESS" });
        listen.Validators.Add(result =>
        {
            if (result.GetValue(listen) is { } text && text != AnyAddress && !IPAddress.TryParse(text, out _)) result.AddError("--listen takes an IP address of this computer, or *.");
        });
        hostNames = With(new Option<string[]>("--host-name")
        {
            Description = "Name or address under which servers reach the service, for its certificate; the first one is in the credentials (default: the address, or this computer's name)",
            HelpName = "NAME", DefaultValueFactory = _ => [],
        });
        hostNames.Validators.Add(result =>
        {
            if (result.GetValue(hostNames) is { } names && names.Any(name => Uri.CheckHostName(name) == UriHostNameType.Unknown)) result.AddError("--host-name takes a DNS name or an IP address.");
        });
        detach = With(new Option<bool>("--detach") { Description = "Runs in the background; returns when the service is ready (default: runs until Ctrl+C)" });
    }

    protected override async Task<int> Run(ParseResult input, Session session)
    {
        var folder = VaultServiceFolder.Find(session);
        if (!input.GetValue(detach)) return await Serve(folder, input.GetValue(port), Address(input), input.GetValue(hostNames)!, session.Stop);
        var running = await VaultLauncher.Running(folder, session.Stop);
        if (running is not null) Console.Error.WriteLine($"It runs already, as process {running.Pid}.");
        var address = running ?? await VaultLauncher.Start(folder, Command(input, folder), session.Stop);
        session.Result.Show(address, OwnerJson.Default.VaultServiceAddress, text => text.WriteLine($"The vault service is ready: {address.Address}"));
        return ExitCode.Done;
    }

    private IPAddress? Address(ParseResult input) => input.GetValue(listen) switch
    {
        null => null,
        AnyAddress => IPAddress.IPv6Any,
        var text => IPAddress.Parse(text),
    };

    private List<string> Command(ParseResult input, string folder)
    {
        var command = new List<string> { "vault", "serve", "--data", folder, "--port", input.GetValue(port).ToString(CultureInfo.InvariantCulture) };
        if (input.GetValue(listen) is { } address) command.AddRange(["--listen", address]);
        foreach (var name in input.GetValue(hostNames)!) command.AddRange(["--host-name", name]);
        return command;
    }

    // Apart, so that no other command loads the web host.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<int> Serve(string folder, int port, IPAddress? listen, string[] hostNames, CancellationToken stop) =>
        VaultHost.Run(new VaultHostOptions(folder, port, listen, hostNames), Console.Out, TimeProvider.System, stop);
}
