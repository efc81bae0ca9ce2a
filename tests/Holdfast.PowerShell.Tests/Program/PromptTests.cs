using Holdfast.Shell.Completing;
using Holdfast.Shell.Editing;
using Holdfast.PowerShell.Tests.Engine;
using Holdfast.PowerShell.Tests.Live;

namespace Holdfast.PowerShell.Tests.Program;

public sealed class PromptTests(LiveServer server) : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("holdfast-prompt-").FullName;

    [Theory]
    [InlineData("New-DPMProtectionG", "New-DPMProtectionGroup")]
    [InlineData("get-dpmalert -Inc", "-IncludeInactiveAlerts")]
    [InlineData("Get-DPMAlert | whe", "Where-Object")]
    [InlineData("Get-DPMAlert | Where-Object Sev", "Severity")]
    [InlineData("$x = Get-DPMAl", "Get-DPMAlert")]
    [InlineData("Set-DPMProtectionGroup (Get-DPMModif", "Get-DPMModifiableProtectionGroup")]
    [InlineData("help New-DPMProt", "New-DPMProtectionGroup")]
    [InlineData("Get-DPMAlert -ErrorAction Si", "SilentlyContinue")]
    [InlineData("$grou", "$group")]
    [InlineData("$group.IsMod", "IsModifiable")]
    [InlineData("Get-DPMModifiableProtectionGroup 'Prompt", "'Prompt group'")]
    [InlineData("Get-DPMModifiableProtectionGroup -ProtectionGroup Prompt", "'Prompt group'")]
    public async Task Tab_Word_IsCompleted(string line, string completed)
    {
        if ((await server.Client.Groups()).Groups.All(group => group.Name != "Prompt group")) await server.Client.CreateGroup(new Contracts.Api.CreateGroupRequest("Prompt group"));
        var engine = new OwnEngine();
        engine.Succeed("$group = New-DPMProtectionGroup -Name x");
        Assert.Equal(completed, Assert.Single(new LineCompleter(engine.Session).Complete(line, line.Length).Results).CompletionText);
    }

    [Fact]
    public void Read_Keys_EditTheLine()
    {
        var keys = new ScriptedTerminal();
        keys.Type("Gte-DPMAlert x").Press(ConsoleKey.W, ConsoleModifiers.Control).Press(ConsoleKey.Home).Press(ConsoleKey.RightArrow).Press(ConsoleKey.Delete).Press(ConsoleKey.RightArrow).Type("t").Press(ConsoleKey.End)
            .Type("-Incl").Press(ConsoleKey.Tab).Press(ConsoleKey.Enter);
        Assert.Equal("Get-DPMAlert -IncludeInactiveAlerts ", Editor(keys).Read("> ")!.Text);
        Assert.Contains("> Get-DPMAlert -Include", keys.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_SeveralCompletions_AreListedAfterWhatTheyShare()
    {
        var keys = new ScriptedTerminal();
        keys.Type("Get-DPMM").Press(ConsoleKey.Tab).Type(" -V").Press(ConsoleKey.Escape).Type("Get-DPM").Press(ConsoleKey.Tab).Press(ConsoleKey.C, ConsoleModifiers.Control);
        var line = Editor(keys).Read("> ")!;
        Assert.True(line.WasCancelled);
        Assert.Contains("Get-DPMAlert", keys.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UpAndDown_GoThroughTheHistoryAndBack()
    {
        var keys = new ScriptedTerminal();
        var history = History();
        history.Add("first");
        history.Add("second");
        keys.Type("draft").Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.UpArrow).Press(ConsoleKey.Enter);
        keys.Type("draft").Press(ConsoleKey.UpArrow).Press(ConsoleKey.DownArrow).Press(ConsoleKey.Enter).Press(ConsoleKey.D, ConsoleModifiers.Control);
        var editor = new LineEditor(keys, new LineCompleter(new OwnEngine().Session), history);
        Assert.Equal(["first", "draft", null], new[] { editor.Read("> ")?.Text, editor.Read("> ")?.Text, editor.Read("> ")?.Text });
    }

    [Fact]
    public void History_LinesWithSecrets_AreNotKeptAndTheFileIsItsOwners()
    {
        var history = History();
        foreach (var line in (string[])["Get-DPMAlert", "Get-DPMAlert", "Remove-DPMRecoveryPoint $p -Pin 123456", "$password = 'x'", "Connect-DPMServer x -Code 123456", "Get-DPMJob"]) history.Add(line);
        Assert.Equal(["Get-DPMAlert", "Get-DPMJob"], File.ReadAllLines(Path.Combine(folder, "history")));
        Assert.Equal(["Get-DPMAlert", "Get-DPMJob"], History().Lines);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "history")));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private ShellHistory History() => ShellHistory.Open(Path.Combine(folder, "history"), new OwnEngine());

    private LineEditor Editor(ScriptedTerminal keys) => new(keys, new LineCompleter(new OwnEngine().Session), History());
}
