namespace Holdfast.Cli.Tests.Running;

/// <summary>The management shell as scripts and people start it, where no server runs.</summary>
public sealed class ShellCommandTests(DataFolder data) : IClassFixture<DataFolder>
{
    [Theory]
    [InlineData("Get-DPMNothing")]
    [InlineData("Get-DPMAlert", "-NoSuchParameter")]
    [InlineData("New-DPMProtectionGroup")]
    [InlineData("shell", "-c", "if ($true) { }")]
    [InlineData("shell", "-c", "'open")]
    [InlineData("shell", "-c", "x", "file")]
    [InlineData("shell", "there-is-no-such-file")]
    public async Task Run_WrongUsage_Is2AndNamesTheRemedy(params string[] arguments)
    {
        var outcome = await HoldfastProcess.Run(data, arguments);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Output));
        Assert.StartsWith("error 400005: ", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("\nremedy: ", outcome.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-DPMProtectionGroup")]
    [InlineData("get-alert")]
    [InlineData("GET-HOLDFASTALERT")]
    [InlineData("shell", "-c", "Get-DPMAlert")]
    public async Task Run_NoServer_Is4WithCategoryAndOneDocument(params string[] arguments)
    {
        var text = await HoldfastProcess.Run(data, arguments);
        var json = await HoldfastProcess.Run("/nowhere", [.. arguments, "--json", "--data", data.Path]);

        Assert.Equal((4, "", 4), (text.ExitCode, text.Output, json.ExitCode));
        Assert.Contains("holdfast up", text.Error, StringComparison.Ordinal);
        Assert.Contains("category: ConnectionError", text.Error, StringComparison.Ordinal);
        Assert.Contains(data.Path, json.Error, StringComparison.Ordinal);
        Assert.Equal(400001, json.Json.GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Run_ServerOfAnotherComputer_NeedsASignIn()
    {
        var outcome = await HoldfastProcess.Run(data, "Get-DPMAlert", "--server", "https://backup.example.org:8443");
        Assert.Equal(5, outcome.ExitCode);
        Assert.Contains("holdfast login --server https://backup.example.org:8443", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_HelpOfACmdlet_IsWrittenFromItsAttributes()
    {
        var outcome = await HoldfastProcess.Run(data, "Set-ProtectionGroup", "--help");

        Assert.Equal((0, ""), (outcome.ExitCode, outcome.Error));
        Assert.Contains("Usage:\n  holdfast Set-DPMProtectionGroup [-ProtectionGroup] <ProtectionGroup>", outcome.Output, StringComparison.Ordinal);
        foreach (var part in (string[])["Aliases:", "Parameters:", "-WhatIf", "(required; taken from the pipeline)", "Example:"]) Assert.Contains(part, outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shell_TextFileAndInput_RunTheSame()
    {
        const string Script = "# sorted\n$names = 'b', 'a' |\n  Sort-Object\n$names[0]; \"$($names.Count) of them\"\n";
        await File.WriteAllTextAsync(data.File("script"), Script);
        var text = await HoldfastProcess.Run(data, "shell", "-c", Script);
        var file = await HoldfastProcess.Run(data, "shell", data.File("script"));
        using var piped = System.Diagnostics.Process.Start(HoldfastProcess.StartInfo(data.Path, "shell"))!;
        await piped.StandardInput.WriteAsync(Script + "exit\n'never'\n");
        piped.StandardInput.Close();

        Assert.Equal((0, "a\n2 of them\n"), (text.ExitCode, text.Output));
        Assert.Equal(text, file);
        Assert.Equal(text.Output, await piped.StandardOutput.ReadToEndAsync());
        await piped.WaitForExitAsync();
        Assert.Equal(0, piped.ExitCode);
    }

    [Fact]
    public async Task Shell_Json_IsOneDocument()
    {
        var outcome = await HoldfastProcess.Run(data, "shell", "--json", "-c", "'ab' | Select-Object Length; 1; $null | Measure-Object");
        var output = outcome.Json.GetProperty("output");
        Assert.Equal((2, 1, 0), (output[0].GetProperty("length").GetInt32(), output[1].GetInt32(), output[2].GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task Shell_Module_WritesWhatPowerShellImports()
    {
        var outcome = await HoldfastProcess.Run(data, "shell", "--module", data.File("modules"));

        Assert.Equal(0, outcome.ExitCode);
        var manifest = Path.Combine(data.File("modules"), "Holdfast", "Holdfast.psd1");
        Assert.Equal(manifest, outcome.Output.Trim());
        Assert.Contains("'Get-DPMAlert'", await File.ReadAllTextAsync(manifest), StringComparison.Ordinal);
        foreach (var name in (string[])["Holdfast.PowerShell.dll", "Holdfast.Contracts.dll", "Google.Protobuf.dll", "Holdfast.Format.ps1xml", Path.Combine("en-US", "Holdfast.PowerShell.dll-Help.xml")])
            Assert.True(new FileInfo(Path.Combine(data.File("modules"), "Holdfast", name)).Length > 0, name);
    }
}
