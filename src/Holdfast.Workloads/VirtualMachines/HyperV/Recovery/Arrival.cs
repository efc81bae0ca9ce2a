using Holdfast.Workloads.Applications;
using Holdfast.Workloads.VirtualMachines.HyperV.Wmi;

namespace Holdfast.Workloads.VirtualMachines.HyperV.Recovery;

/// <summary>A recovered machine on its way into a host whose folders already hold its files.</summary>
/// <param name="folder">Folder of the host with the point's configuration.</param>
/// <param name="name">That it gets.</param>
/// <param name="note">Takes what could not be removed after a failure.</param>
internal sealed class Arrival(IWmiSession session, WmiService management, ChosenPoint chosen, HostPlaces places, string folder, string name, Action<string> note)
{
    public string Folder => folder;

    /// <summary>What is not as it was.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>Has the host check all of it under another id, and gives it up again.</summary>
    public void Rehearse(CancellationToken cancellation)
    {
        var planned = Plan(newId: true, cancellation);
        planned.Destroy();
    }

    /// <summary>Makes the machine. Where that fails, nothing of it stays.</summary>
    public WmiObject Import(bool newId, CancellationToken cancellation)
    {
        var planned = Plan(newId, cancellation);
        try
        {
            // From here on it is done to its end: whether it was made cannot be told from a wait that was given up.
            return planned.Realize(CancellationToken.None);
        }
        catch (MethodFailure) when (Real(planned.Id) is { } machine)
        {
            // It is there: only the answer was lost.
            return machine;
        }
        catch
        {
            GiveUp(planned);
            throw;
        }
    }

    private WmiObject? Real(string id) => session.Query(Msvm.ComputerSystem, $"Name = {WmiPath.Quote(id)}").FirstOrDefault();

    private PlannedMachine Plan(bool newId, CancellationToken cancellation)
    {
        var root = folder + '\\' + MachineLayout.Machine + @"\export";
        var definition = HostPath.Combine(folder, chosen.Own.Definition.Replace('/', '\\'));
        var planned = PlannedMachine.Import(session, management, definition, root, newId, cancellation);
        try
        {
            Notes = planned.Settle(name, places.IsMoved ? places.Root : null, places.Files, chosen.Own.Connections, cancellation);
            planned.Validate(cancellation);
            return planned;
        }
        catch
        {
            GiveUp(planned);
            throw;
        }
    }

    private void GiveUp(PlannedMachine planned)
    {
        try
        {
            planned.Destroy();
        }
        catch (Exception error) when (error is WmiFailure or MethodFailure)
        {
            note($"A planned machine {name} could not be given up, and is there until the service vmms is restarted: {error.Message}");
        }
    }
}
