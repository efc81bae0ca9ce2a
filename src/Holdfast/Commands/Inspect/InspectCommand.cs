using System.CommandLine;
using Holdfast.Agent.Inspection;
using Holdfast.CommandLine;
using Holdfast.Contracts.Errors;
using Holdfast.Output;

namespace Holdfast.Commands.Inspect;

/// <summary>Says what a file of an application is and whether it is whole.</summary>
internal sealed class InspectCommand : HoldfastCommand
{
    private readonly Argument<string> file;
    private readonly Option<string?> list, extract, to;

    internal InspectCommand() : base("inspect", "Says what a file of an application is and whether it is whole, without the software that made it and without a server: backups of SQL Server (.bak, .trn).")
    {
        file = Takes(new Argument<string>("FILE") { Description = "The file; its content is looked at, not its name" });
        list = With(new Option<string?>("--list") { Description = "Lists a folder inside, where the kind holds files (default: says what the file is)", HelpName = "PATH" });
        extract = With(new Option<string?>("--extract") { Description = "Takes a file out, where the kind holds files; needs --to (default: none)", HelpName = "PATH" });
        to = With(new Option<string?>("--to") { Description = "File that --extract writes (default: none)", HelpName = "FILE" });
        Validators.Add(result =>
        {
            if ((result.GetResult(extract) is null) != (result.GetResult(to) is null)) result.AddError("--extract and --to go together.");
        });
    }

    protected override Task<int> Run(ParseResult input, Session session) => Task.Run(() => Inspect(input, session), session.Stop);

    private int Inspect(ParseResult input, Session session)
    {
        var path = Path.GetFullPath(input.GetValue(file)!);
        if (input.GetValue(list) is not null || input.GetValue(extract) is not null) FileInspection.RequireFiles(path);

        var inspected = FileInspection.Run(path, session.Stop);
        session.Result.Show(inspected, InspectionJson.Default.InspectedFile, text => InspectText.Write(text, inspected));
        if (inspected.Problem is not { } problem) return ExitCode.Done;

        var about = ErrorCatalog.Get(problem.Code);
        ErrorReport.WriteText(problem.Code, problem.Message, about.Cause, about.Remedy);
        return about.ExitCode;
    }
}
