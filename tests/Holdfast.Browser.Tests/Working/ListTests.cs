using Holdfast.Browser.Tests.Browsing;

namespace Holdfast.Browser.Tests.Working;

public sealed class ListTests(Chromium chromium, SampleServer samples)
{
    // Looks at the page after each of its changes: sees what is on it for a moment only.
    private const string Looking =
        """
        window.seen = [];
        new MutationObserver(() => {
            for (const foot of document.querySelectorAll('main .list-foot [role=status]')) {
                const count = parseInt(foot.textContent), shown = foot.closest('.list-foot').parentElement.querySelectorAll('[data-row]').length;
                window.seen.push(`${count > 0} ${shown > 0}`);
            }
        }).observe(document, { subtree: true, childList: true, characterData: true });
        """;

    [Theory]
    [InlineData("/protection/sources")]
    [InlineData("/monitoring/jobs")]
    [InlineData("/monitoring/alerts")]
    [InlineData("/recovery/{source}/{point}?path=letters")]
    public async Task Count_OfAListThatLoads_NeverComesBeforeTheRows(string template)
    {
        var page = await chromium.NewPage(state: await samples.Sample.State(chromium, Sample.Administrator));
        await page.AddInitScriptAsync(Looking);
        await page.Show(samples.Sample.Address(template));
        var seen = await page.EvaluateAsync<string[]>("window.seen");
        Assert.DoesNotContain("true false", seen);
        Assert.Contains("true true", seen);
    }
}
