using Holdfast.Contracts.Api.Setup;
using Holdfast.Contracts.Errors;
using Holdfast.Server.Accounts;
using Holdfast.Server.Configuration;
using Holdfast.Server.Setup.Checks;

namespace Holdfast.Server.Setup;

/// <summary>Checks answers before they are kept, and works out where things will lie.</summary>
internal static class AnswerRules
{
    private const int LongestPath = 4096;

    /// <exception cref="HoldfastException"><see cref="ErrorCode.SetupAnswersWrong"/>, <see cref="ErrorCode.BadAccount"/>.</exception>
    internal static void Check(SetupAnswers answers)
    {
        if (!SetupSteps.Questions.Contains(answers.Step)) throw Wrong($"'{answers.Step}' is no step; there are {string.Join(", ", SetupSteps.Questions)}.");
        if (answers.Catalog is { } catalog) CatalogAddress.Check(catalog);
        Folder("pool folder", answers.PoolFolder);
        Folder("scratch folder", answers.ScratchFolder);
        if (answers.PlannedCloudBytes < 0) throw Wrong("What is planned for the cloud is a number of bytes.");
        if (answers.Administrator is { } name) AccountRule.CheckName(name);
        if (answers.Proxy is null && answers.ProxyCredentialsFile is not null) throw Wrong("Credentials of a proxy are given, but no proxy.");
        foreach (var violation in new[] { answers.Proxy is { } proxy ? ProxySettings.Proxy.Check(proxy) : null, answers.ProxyCredentialsFile is { } file ? ProxySettings.ProxyCredentialsFile.Check(file) : null })
            if (violation is not null) throw Wrong($"The {violation}");
    }

    /// <summary>The port that agents will find the server at; null where it is not known before.</summary>
    internal static int? AgentPort(string dataDirectory, int apiPort)
    {
        var chosen = Settings.Load(Path.Combine(dataDirectory, Settings.FileName), AllSettings.Keys).Get(AgentSettings.Port)!.Value;
        return chosen != 0 ? chosen : apiPort is > 0 and < 65535 ? apiPort + 1 : null;
    }

    internal static CheckPlan Plan(SetupAnswers answers, string dataDirectory, int? agentPort, int? apiPort = null, Uri? timeSource = null) => new(
        dataDirectory, answers.PoolFolder ?? Path.Combine(dataDirectory, "pool"), answers.ScratchFolder ?? Path.Combine(dataDirectory, "index"), answers.PlannedCloudBytes,
        answers.Proxy, answers.ProxyCredentialsFile, apiPort, agentPort, timeSource);

    private static void Folder(string what, string? path)
    {
        if (path is null) return;
        if (path.Length is 0 or > LongestPath || !Path.IsPathFullyQualified(path) || path.Any(char.IsControl)) throw Wrong($"The {what} must be an absolute path.");
        if (Path.GetPathRoot(path) == path) throw Wrong($"The {what} must not be the root of a file system: give it a folder of its own there.");
    }

    private static HoldfastException Wrong(string message) => new(ErrorCode.SetupAnswersWrong, message);
}
