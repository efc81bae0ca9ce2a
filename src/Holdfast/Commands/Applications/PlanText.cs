using Holdfast.CommandLine;
using Holdfast.Contracts.Api;
using Holdfast.Contracts.Api.Applications;
using Holdfast.Output;

namespace Holdfast.Commands.Applications;

/// <summary>Asks what a recovery would do, and shows it.</summary>
internal static class PlanText
{
    internal static async Task<int> Show(Session session, RecoverRequest request)
    {
        var plan = await session.Client.Applications.Plan(request, session.Stop);
        session.Result.Show(plan, ApplicationsJson.Default.RecoveryPlanInfo, output => Write(output, plan));
        return ExitCode.Done;
    }

    private static void Write(TextWriter output, RecoveryPlanInfo plan)
    {
        StatusText.Line(output, "reaches", Quantity.Time(plan.Reaches));
        for (var i = 0; i < plan.Steps.Count; i++) StatusText.Line(output, i == 0 ? "steps" : "", $"{i + 1}. {plan.Steps[i]}");
        foreach (var warning in plan.Warnings) StatusText.Line(output, "WARNING", warning);
    }
}
