using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Holdfast.ConsoleBenchmark;
using Microsoft.Playwright;

// Prints a Markdown table of what somebody waits for in the console with a large catalog, in chromium without a window: 10,000 sources, 1,000,000 jobs, a folder of 100,000 files.
//   --small: a tenth of it or less, to try.
const int Rounds = 5, Windows = 200;
var size = args.Contains("--small") ? Size.Small : Size.Full;
var root = Directory.CreateTempSubdirectory("holdfast-console-bench-").FullName;
try
{
    using var server = new BenchmarkServer(Path.Combine(root, "data"));
    await server.Start();
    var folder = Directory.CreateDirectory(Path.Combine(root, "many")).FullName;
    for (var i = 0; i < size.Files; i++) await File.WriteAllTextAsync(Path.Combine(folder, $"file-{i:000000}.txt"), "x");
    server.Run("protect", folder, "--wait");
    using var sources = JsonDocument.Parse(server.Run("source", "list", "--json"));
    var many = sources.RootElement.GetProperty("sources")[0].GetProperty("id").GetString();
    await server.Stop();
    var clock = Stopwatch.StartNew();
    Filling.Fill(Path.Combine(root, "data"), size);
    Console.Error.WriteLine($"filled in {clock.Elapsed.TotalSeconds:F0} s");
    await server.Start();
    using var playwright = await Playwright.CreateAsync();
    await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-dev-shm-usage"] });
    var load = (await File.ReadAllTextAsync("/proc/loadavg")).Split(' ')[0];
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{size.Sources:N0} sources, {size.Jobs:N0} jobs, {size.Files:N0} files in a folder; {Environment.ProcessorCount} cores, load average {load} at the start; median and worst of {Rounds}, ms\n\n| what | median | worst |\n|---|---:|---:|"));
    Print("from \"Go on\" of the sign-in to the overview with all its parts", await Repeat(() => SignIn(server, browser)));
    var page = await (await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } })).NewPageAsync();
    await Enter(server, page);
    foreach (var (address, title) in ((string, string)[])[("/protection", "Protection"), ("/recovery", "Recovery"), ("/monitoring", "Alerts"), ("/storage", "Storage"), ("/agents", "Agents"), ("/settings", "Settings")])
        Print($"navigation to {title}", await Repeat(async () =>
        {
            await Looks.Follow(page, "/reports", "Reports");
            return await Looks.Follow(page, address, title);
        }));
    foreach (var (what, address) in ((string, string)[])[("sources", "/protection/sources"), ("jobs", "/monitoring/jobs"), ("entries of a folder", $"/recovery/{many}")])
    {
        await page.GotoAsync(server.Address + address);
        Print($"list of {what}: page loaded anew", [await Looks.SinceNavigation(page)]);
        var scrolls = new List<double[]>();
        for (var i = 0; i < Rounds; i++)
        {
            scrolls.Add(await Looks.Scroll(page, Windows));
            await page.EvaluateAsync("document.querySelector('main .list').scrollTop = 0");
        }
        Print($"list of {what}: longest time between two frames while {Windows} windows are scrolled", [.. scrolls.Select(scroll => scroll[0])]);
        Print($"list of {what}: from the last window to its rows", [.. scrolls.Select(scroll => scroll[1])]);
    }
}
finally
{
    Directory.Delete(root, recursive: true);
}

static async Task<double> SignIn(BenchmarkServer server, IBrowser browser)
{
    var page = await (await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } })).NewPageAsync();
    var time = await Enter(server, page);
    await page.Context.CloseAsync();
    return time;
}

static async Task<double> Enter(BenchmarkServer server, IPage page)
{
    await page.GotoAsync(server.Run("console").Trim().Split('\n')[^1].Trim());
    await page.ClickAsync("button[type=submit]");
    await page.WaitForURLAsync(server.Address + "/");
    await page.Locator("main h1").WaitForAsync();
    return await Looks.SinceNavigation(page);
}

static async Task<List<double>> Repeat(Func<Task<double>> look)
{
    await look();
    var times = new List<double>();
    for (var i = 0; i < Rounds; i++) times.Add(await look());
    return times;
}

static void Print(string what, List<double> times)
{
    times.Sort();
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {times[times.Count / 2]:F0} | {times[^1]:F0} |"));
}
