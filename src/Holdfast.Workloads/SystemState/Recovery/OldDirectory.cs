namespace Holdfast.Workloads.SystemState.Recovery;

/// <summary>Keeps a script from bringing a domain controller back that is too old for its forest, unless whoever runs it says that no other is left.</summary>
internal static class OldDirectory
{
    private const string Variable = "OLD_DIRECTORY", Accepted = "accepted";

    /// <summary>Before anything is done.</summary>
    public static ScriptText Guard(this ScriptText text, bool isTooOld) => isTooOld ? text.Line($"if /i not \"%{Variable}%\"==\"{Accepted}\" goto tooold") : text;

    /// <summary>Among what the script says where it ends early.</summary>
    public static ScriptText Refusal(this ScriptText text, bool isTooOld) => isTooOld
        ? text.Line(":tooold").Line("echo This state of a domain controller is older than what its forest remembers: see recovery-plan.txt.")
            .Line($"echo Only where no other domain controller is left:  set {Variable}={Accepted}").Line("exit /b 2")
        : text;
}
