using System.Globalization;
using System.Text;
using Holdfast.Workloads.Applications;

namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>A plan as a page to print.</summary>
internal static class PlanText
{
    public static string Of(string title, DateTimeOffset taken, RecoveryPlan plan)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{title}, as of {taken.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC\r\n\r\n");
        foreach (var (index, step) in plan.Steps.Index()) text.Append(CultureInfo.InvariantCulture, $"{index + 1}. {step}\r\n");
        if (plan.Warnings.Count > 0) text.Append("\r\nMind:\r\n");
        foreach (var warning in plan.Warnings) text.Append(CultureInfo.InvariantCulture, $"- {warning}\r\n");
        return text.ToString();
    }
}
