using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>What everybody does on a page.</summary>
internal static class PageSteps
{
    internal static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    internal static ILocator Link(this IPage page, string name) => page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    internal static ILocator Row(this IPage page, string text) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Row).Filter(new() { HasText = text });

    internal static ILocator Heading(this IPage page) => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The details beside a list.</summary>
    internal static ILocator Panel(this IPage page, string title) => page.GetByRole(AriaRole.Complementary, new() { Name = title, Exact = true });

    /// <summary>Waits until the browser is at an address that ends so. Asked again and again: an address that a page itself changes may have come before one begins to wait for it.</summary>
    internal static Task IsAt(this IPage page, string end, float? timeout = null) => Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(end) + "$"), new() { Timeout = timeout });

    /// <summary>Goes to an address and waits until nothing is awaited any more.</summary>
    internal static async Task Show(this IPage page, string address)
    {
        await page.GotoAsync(address);
        await page.Settle();
    }

    /// <summary>Waits until a page shows all that it asked for.</summary>
    internal static async Task Settle(this IPage page)
    {
        await page.Heading().First.WaitForAsync();
        await Expect(page.Locator("main p.quiet[role=status]:visible, main span.quiet[role=status]:visible, main .skeleton:visible, .opening")).ToHaveCountAsync(0);
        await Expect(page.Locator("main .list-foot [role=status]").Filter(new() { HasText = "Loading" })).ToHaveCountAsync(0);
    }
}
