using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>What axe finds on a page that keeps somebody from reading or using it.</summary>
internal static class Accessibility
{
    /// <param name="options">Null: every rule. Of what is in order nothing is collected: that took most of the time.</param>
    internal static async Task<IReadOnlyList<string>> Findings(this IPage page, AxeRunOptions? options = null)
    {
        options ??= new AxeRunOptions();
        options.ResultTypes = [ResultType.Violations];
        return [.. (await page.RunAxe(options)).Violations.Where(violation => violation.Impact is "serious" or "critical")
            .Select(violation => $"{violation.Id} ({violation.Impact}): {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}")];
    }
}
