using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Server.Setup.Checks;

/// <summary>Looks at a computer and says of every prerequisite whether it is met.</summary>
internal sealed class Prerequisites(IMachineProbe probe)
{
    internal async Task<SetupChecks> Check(CheckPlan plan, CancellationToken cancellation) => Judge(await probe.Look(plan, cancellation), plan);

    internal static SetupChecks Judge(MachineFacts facts, CheckPlan plan) => new(
    [
        ComputerRules.System(facts), ComputerRules.Memory(facts), ComputerRules.Cores(facts),
        RoomRules.Program(facts), RoomRules.Data(facts), RoomRules.Scratch(facts, plan.PlannedCloudBytes), RoomRules.Pool(facts),
        NameRules.HostName(facts), NameRules.Domain(facts),
        NetworkRules.Clock(facts), NetworkRules.Ports(facts), NetworkRules.Connection(facts),
        NeighborRules.ForeignProducts(facts), NeighborRules.OtherServers(facts),
    ]);

    internal static bool AreMet(SetupChecks checks) => checks.Checks.All(check => check.State != SetupCheck.Failed);
}
