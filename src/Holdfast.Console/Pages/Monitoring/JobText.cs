using Holdfast.Console.Text;

namespace Holdfast.Console.Pages.Monitoring;

/// <summary>What only the pages of jobs say of a job.</summary>
internal static class JobText
{
    /// <summary>Who wanted it.</summary>
    internal static string Origin(string? origin, Texts texts) => origin switch
    {
        "person" => texts["a person"],
        "schedule" => texts["its schedule"],
        "system" => texts["Holdfast itself"],
        _ => origin ?? "",
    };

    /// <summary>What a job is doing.</summary>
    internal static string Phase(string phase, Texts texts) => phase switch
    {
        "comparing" => texts["Comparing"],
        "reading" => texts["Reading"],
        "committing" => texts["Committing"],
        "sending" => texts["Sending to the vault"],
        "verifying" => texts["Verifying"],
        "healing" => texts["Repairing"],
        "moving" => texts["Moving"],
        "recovering" => texts["Recovering"],
        "collecting" => texts["Collecting"],
        "rebuilding" => texts["Rebuilding"],
        _ => phase,
    };
}
