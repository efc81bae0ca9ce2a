using Holdfast.Contracts.Api;
using Holdfast.Contracts.Errors;
using Holdfast.PowerShell.Arguments;
using Holdfast.PowerShell.Completion;
using Holdfast.PowerShell.Objects;

namespace Holdfast.PowerShell.Cmdlets.Servers;

/// <summary>
/// Stops or resumes the scheduled work of a production server. Here work is scheduled by groups, so this goes by the groups of which it has all
/// members; groups that it shares with others are named in an error.
/// </summary>
public abstract class ProductionServerSuspension : HoldfastCmdlet
{
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, HelpMessage = "The production server, or its name.")]
    [ProductionServerArgument]
    [ArgumentCompleter(typeof(ProductionServerNames))]
    public ProductionServer ProductionServer { get; set; } = null!;

    [Parameter(HelpMessage = "Gives the production server out.")]
    public SwitchParameter PassThru { get; set; }

    private protected abstract bool Suspends { get; }

    protected override object? Subject => ProductionServer;

    protected override void Run()
    {
        var client = ProductionServer.Server.Client;
        var groups = Wait(client.Groups(Stop)).Groups.Where(group => group.Suspended != Suspends && group.Sources.Any(IsHere)).ToList();
        foreach (var group in groups.Where(group => group.Sources.All(IsHere)))
        {
            if (!ShouldProcess(group.Name, Suspends ? "Suspend the protection group" : "Resume the protection group")) continue;
            Wait(Suspends ? client.Policies.Suspend(group.Id, Stop) : client.Policies.Resume(group.Id, Stop));
        }
        if (PassThru) WriteObject(ProductionServer);
        var shared = groups.Where(group => !group.Sources.All(IsHere)).Select(group => group.Name).ToList();
        if (shared.Count == 0) return;
        throw new HoldfastException(
            ErrorCode.Conflict, $"{ProductionServer.ServerName} shares the protection groups {string.Join(", ", shared)} with other production servers; they were left as they are.",
            $"Suspend or resume all of such a group with `holdfast group {(Suspends ? "suspend" : "resume")} NAME`, or give {ProductionServer.ServerName} a group of its own.");
    }

    private bool IsHere(SourceInfo member) => string.Equals(member.Server, ProductionServer.ServerName, StringComparison.OrdinalIgnoreCase);
}
