using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Console.Pages.Setup;

/// <summary>Which step of the setup is shown: the one in the address where one may go there, otherwise the one to go on with.</summary>
internal static class SetupRoad
{
    /// <summary>The steps on the installed server.</summary>
    internal static IReadOnlyList<string> Afterwards { get; } = [SetupSteps.Vault, SetupSteps.Passphrase, SetupSteps.Disks, SetupSteps.Finish];

    /// <param name="wanted">Step in the address; null: none.</param>
    /// <param name="isBefore">It is the setup that answers, not the server.</param>
    /// <param name="hasPassword">The administrator's password was entered here. It is kept nowhere, so that one who comes back enters it again.</param>
    internal static string Place(string? wanted, SetupState state, bool isBefore, bool hasPassword)
    {
        if (!isBefore) return Afterwards.Contains(wanted) ? wanted! : state.Step == SetupSteps.Protect ? SetupSteps.Finish : Afterwards.Contains(state.Step) ? state.Step : SetupSteps.Finish;
        if (state.Installed || state.Step == SetupSteps.Install || (wanted == SetupSteps.Install && state.Phases.Count > 0)) return SetupSteps.Install;
        var (at, reached) = (IndexOf(wanted), Reached(state, hasPassword));
        return SetupSteps.Questions[at < 0 ? reached : Math.Min(at, reached)];
    }

    /// <summary>Index of the farthest question that one may go to.</summary>
    internal static int Reached(SetupState state, bool hasPassword)
    {
        var saved = Math.Max(0, IndexOf(state.Answers.Step));
        return hasPassword ? saved : Math.Min(saved, IndexOf(SetupSteps.Security));
    }

    /// <summary>Index among the questions; negative where it is none.</summary>
    internal static int IndexOf(string? step) => SetupSteps.Questions.ToList().IndexOf(step ?? "");
}
