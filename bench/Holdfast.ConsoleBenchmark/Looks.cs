using Microsoft.Playwright;

namespace Holdfast.ConsoleBenchmark;

/// <summary>Times that somebody waits in front of the browser, taken by the page's own clock, so that the driver's way there and back is not in them.</summary>
internal static class Looks
{
    private const string Awaited =
        """
        const isAwaited = () => [...document.querySelectorAll('main p.quiet[role=status], main .skeleton')].some(one => one.checkVisibility()) || document.querySelector('main .list-foot [role=status]')?.innerText.includes('…');
        """;

    /// <summary>Follows a link of the page, and waits for the page that it leads to with all that it asks for.</summary>
    /// <returns>Milliseconds.</returns>
    internal static Task<double> Follow(IPage page, string address, string title) => page.EvaluateAsync<double>(
        $$"""
        async ([address, title]) => {
            {{Awaited}}
            const frame = () => new Promise(requestAnimationFrame), begin = performance.now();
            document.querySelector(`nav.side a[href='${address}']`).click();
            while (document.querySelector('main h1')?.innerText !== title || isAwaited()) {
                if (performance.now() - begin > 60000) throw new Error('No page ' + title);
                await frame();
            }
            return performance.now() - begin;
        }
        """, new[] { address, title });

    /// <summary>Scrolls a list by whole windows, a window with each frame, as a wheel that is spun.</summary>
    /// <returns>Milliseconds: the longest time between two frames, and from the last window to its rows.</returns>
    internal static Task<double[]> Scroll(IPage page, int windows) => page.EvaluateAsync<double[]>(
        """
        async windows => {
            const list = document.querySelector('main .list'), frame = () => new Promise(requestAnimationFrame);
            const box = list.getBoundingClientRect();
            let last = await frame(), longest = 0;
            for (let i = 0; i < windows; i++) {
                list.scrollTop += list.clientHeight;
                const now = await frame();
                longest = Math.max(longest, now - last);
                last = now;
            }
            const begin = performance.now();
            while (!document.elementFromPoint(box.left + box.width / 3, box.top + Math.min(box.height, innerHeight - box.top) / 2)?.closest('[data-row]')) {
                if (performance.now() - begin > 60000) throw new Error('No rows');
                await frame();
            }
            return [longest, performance.now() - begin];
        }
        """, windows);

    /// <summary>Waits until the page shows all that it asked for.</summary>
    /// <returns>Milliseconds since the page was asked for, or since the form was sent that led to it.</returns>
    internal static Task<double> SinceNavigation(IPage page) => page.EvaluateAsync<double>(
        $$"""
        async () => {
            {{Awaited}}
            while (!document.querySelector('main h1') || isAwaited()) {
                if (performance.now() > 60000) throw new Error('No page');
                await new Promise(requestAnimationFrame);
            }
            return performance.now();
        }
        """);
}
