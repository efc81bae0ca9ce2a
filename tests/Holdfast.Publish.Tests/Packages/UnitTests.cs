using Holdfast.Publish.Tests.Running;

namespace Holdfast.Publish.Tests.Packages;

public sealed class UnitTests
{
    [Theory]
    [InlineData("holdfast-server.service")]
    [InlineData("holdfast-agent.service")]
    public void Unit_AsSystemdReadsIt_HasNoFault(string unit)
    {
        Assert.SkipUnless(Tool.IsThere("systemd-analyze"), "systemd-analyze is not here.");
        using var workspace = new Workspace();
        // It looks for the program, which is not installed here; that it is where the package puts it is tested with the package.
        var text = SourceFolder.Read($"eng/package/systemd/{unit}");
        Assert.Contains("ExecStart=/usr/bin/holdfast ", text, StringComparison.Ordinal);
        var copy = workspace.Write(unit, text.Replace("ExecStart=/usr/bin/holdfast ", "ExecStart=/bin/true ", StringComparison.Ordinal));
        // systemd refuses units that others can write.
        File.SetUnixFileMode(copy, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);

        var verdict = Tool.Run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", copy).Expect(0);

        Assert.DoesNotContain(unit, verdict.Error, StringComparison.Ordinal);
        // A key that does not exist is said, and the exit code is 0 all the same: so is it heard?
        var wrong = workspace.Write($"wrong-{unit}", text.Replace("Restart=", "Restrat=", StringComparison.Ordinal));
        Assert.Contains("Restrat", Tool.Run("systemd-analyze", "verify", "--man=no", "--recursive-errors=no", wrong).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server", "up --setup --data /var/lib/holdfast")]
    [InlineData("agent", "agent run --data /var/lib/holdfast-agent")]
    public void Unit_Commands_AreThoseOfTheProgram(string role, string command)
    {
        Assert.Contains($"ExecStart=/usr/bin/holdfast {command}", SourceFolder.Read($"eng/package/systemd/holdfast-{role}.service"), StringComparison.Ordinal);
        using var workspace = new Workspace();
        using var installed = new Installed(Path.Combine(Published.Linux, "holdfast"), workspace);
        installed.Run([.. command.Split(" --")[0].Split(' '), "--help"]).Expect(0);
    }
}
