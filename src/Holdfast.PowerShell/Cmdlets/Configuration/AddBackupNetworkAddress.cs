using Holdfast.PowerShell.Help;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Configuration;

[Cmdlet(VerbsCommon.Add, "DPMBackupNetworkAddress", SupportsShouldProcess = true), OutputType(typeof(BackupNetworkAddress))]
[Alias("Add-BackupNetworkAddress", "Add-HoldfastBackupNetworkAddress")]
[Help("Keeps agents to a network of their own: the backup server listens for them at one of its addresses alone.",
    Description = "It holds after the server's next start. Agents must know the server by this address, or by a name that leads to it: the setting agentServerName.",
    Example = "Add-DPMBackupNetworkAddress -Address 10.20.0.5 -SequenceNumber 1")]
public sealed class AddBackupNetworkAddress : ServerCmdlet
{
    [Parameter(Mandatory = true, Position = 1, HelpMessage = "An address of the backup server. DPM's form of a whole network, such as 10.20.0.0/24, is refused.")]
    public string Address { get; set; } = "";

    [Parameter(Position = 2, HelpMessage = "1: there is one such address.")]
    public int SequenceNumber { get; set; } = 1;

    protected override object? Subject => Address;

    protected override void Run()
    {
        if (Address.Contains('/')) throw NotKept($"A network as {Address}", "Give the backup server's own address in that network.");
        if (SequenceNumber != 1) throw NotKept($"-SequenceNumber {SequenceNumber}", "Agents use one address of the server; a name that several addresses answer to does for a second: the setting agentServerName.");
        var server = Server;
        if (!ShouldProcess(server.Name, $"Listen for agents at {Address} alone")) return;
        var change = Wait(server.Client.Configuration.Set(BackupNetworkAddress.Setting, Address, Stop));
        if (change.NeedsRestart) WriteWarning("The address holds after the server's next start.");
        WriteObject(new BackupNetworkAddress(server, Address));
    }
}
