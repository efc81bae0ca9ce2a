using Microsoft.Playwright;
using OtpNet;

namespace Holdfast.Browser.Tests.SettingUp;

/// <summary>What somebody does in the wizard.</summary>
internal static class SetupSteps
{
    internal static async Task Next(this IPage page, string title)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Next", Exact = true }).ClickAsync();
        await page.On(title);
    }

    /// <summary>Waits for a page of the wizard.</summary>
    internal static Task On(this IPage page, string title) => page.Locator(".wizard-step h2", new() { HasTextString = title }).WaitForAsync();

    /// <summary>From the first page to that of the administrator, with all defaults.</summary>
    internal static async Task GoToSecurity(this IPage page)
    {
        await page.Next("Prerequisites");
        await page.Locator("[data-check=memory]").WaitForAsync();
        await page.Next("Catalog");
        await page.Next("Locations");
        await page.Next("Security");
    }

    internal static async Task NameAdministrator(this IPage page)
    {
        await page.GetByLabel("Administrator").FillAsync(SetupServer.Administrator);
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(SetupServer.Password);
        await page.GetByLabel("The password again").FillAsync(SetupServer.Password);
    }

    /// <summary>Begins a second factor and proves it.</summary>
    /// <returns>The secret that the authenticator has from now on.</returns>
    internal static async Task<byte[]> TakeSecondFactor(this IPage page)
    {
        await page.GetByLabel("Ask for a code of an authenticator app").ClickAsync();
        var secret = Base32Encoding.ToBytes((await page.InnerTextAsync("[data-secret]")).Replace(" ", "", StringComparison.Ordinal));
        Assert.True(await page.Locator("svg.qr path").GetAttributeAsync("d") is { Length: > 1000 });
        await page.GetByLabel("Code that the app shows now").FillAsync(Code(secret));
        await page.GetByRole(AriaRole.Button, new() { Name = "Prove" }).ClickAsync();
        await page.GetByText("Proved.").WaitForAsync();
        return secret;
    }

    /// <summary>What the authenticator shows now, or with the next step: a code that was taken is never taken again.</summary>
    internal static string Code(byte[] secret, int stepsAhead = 0) => new Totp(secret).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30 * stepsAhead));
}
