namespace Holdfast.Contracts.Api.Setup;

/// <summary>How far the setup of an installation is.</summary>
/// <param name="Step">The page to go on with, one of <see cref="SetupSteps"/>; install while phases run; finish where nothing is left.</param>
/// <param name="Installed">The server runs on what the setup made; false: there are questions to answer first.</param>
/// <param name="Answers">As given so far; never a secret.</param>
/// <param name="Phases">Of the installation, in order; empty before it has begun.</param>
/// <param name="Remaining">What is left to do once installed, of <see cref="SetupSteps.Afterwards"/>.</param>
public sealed record SetupState(string Step, bool Installed, SetupAnswers Answers, IReadOnlyList<SetupPhase> Phases, IReadOnlyList<string> Remaining)
{
    /// <summary>The administrator's recovery codes: in the answer to the request that installs, and never again.</summary>
    public IReadOnlyList<string>? RecoveryCodes { get; init; }

    /// <summary>Absolute path of the data folder.</summary>
    public string DataFolder { get; init; } = "";

    /// <summary>Says nothing of the recovery codes.</summary>
    public override string ToString() => $"{Step}, {(Installed ? "installed" : "not installed")}";
}
