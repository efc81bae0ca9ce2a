namespace Holdfast.Server.Setup.Checks;

/// <summary>How the prerequisites see the computer. Replaced in tests.</summary>
internal interface IMachineProbe
{
    /// <summary>Looks now. What cannot be found out is left at its default; nothing is changed.</summary>
    Task<MachineFacts> Look(CheckPlan plan, CancellationToken cancellation);

    /// <summary>Every file system that could hold a disk of the pool.</summary>
    IReadOnlyList<MountFacts> Mounts();
}
