using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Holdfast.Browser.Tests.Browsing;

/// <summary>The browser of this computer, started once for all tests. Where there is none, the tests that need it say so and are skipped.</summary>
public sealed class Chromium : IAsyncLifetime
{
    // The one without windows first: for each of its pages the others draw windows and their frames that nobody sees.
    private static readonly string[] places = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    // How long anything may take to appear, in milliseconds: many times what it takes, for computers that others use as well.
    private const float Longest = 30_000;

    private readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> opened = [];
    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (Array.Find(places, File.Exists) is not { } executable) return;
        Assertions.SetDefaultExpectTimeout(Longest);
        playwright = await Playwright.CreateAsync();
        // Its sandbox needs rights that containers and build machines do not give.
        browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = executable, Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    }

    /// <summary>A browser of somebody else: no cookies, nothing remembered.</summary>
    /// <param name="state">Cookies of somebody who has signed in.</param>
    /// <param name="takesAnyCertificate">For hosts with an authority of their own, which the browser does not know.</param>
    public async Task<IPage> NewPage(bool isDark = false, bool isNarrow = false, string language = "en-US", string? state = null, bool takesAnyCertificate = false)
    {
        if (browser is null) Assert.Skip("There is no chromium here (Debian: chromium-headless-shell).");
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = isNarrow ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            ColorScheme = isDark ? ColorScheme.Dark : ColorScheme.Light,
            Locale = language,
            TimezoneId = "Europe/Vienna",
            StorageState = state,
            // What moves is still: pictures and contrasts are those of the end.
            ReducedMotion = ReducedMotion.Reduce,
            IgnoreHTTPSErrors = takesAnyCertificate,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(Longest);
        opened.GetOrAdd(TestContext.Current.Test!.UniqueID, _ => []).Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>Closes the pages that a test has opened.</summary>
    /// <param name="output">Where they say what they show; null: they do not.</param>
    internal async Task Leave(string test, ITestOutputHelper? output)
    {
        if (!opened.TryRemove(test, out var contexts)) return;
        foreach (var context in contexts)
        {
            foreach (var page in output is null ? [] : context.Pages) output!.WriteLine($"{page.Url} shows:\n{await Shown(page)}");
            await context.CloseAsync();
        }
    }

    private static async Task<string> Shown(IPage page)
    {
        try
        {
            return await page.Locator("body").InnerTextAsync(new() { Timeout = 5_000 });
        }
        catch (Exception gone) when (gone is PlaywrightException or TimeoutException)
        {
            return gone.Message;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}
