using Holdfast.Console.Pages.Setup;
using Holdfast.Console.Text;
using Holdfast.Contracts.Api.Setup;

namespace Holdfast.Console.Tests.Setup;

public sealed class SetupDraftTests
{
    private static readonly Texts texts = new();

    [Fact]
    public void Answers_ReadBack_AreTheSame()
    {
        var answers = new SetupAnswers(
            SetupSteps.Security, new CatalogChoice(CatalogChoice.Postgres, "db1", 5433, "backup", "keeper", null, "require"), "/mnt/pool", "/fast/scratch", 3L << 30, "ada", true, "http://proxy:3128", "/etc/proxy");
        Assert.Equal(answers, SetupDraft.Of(answers).Answers());
    }

    [Theory]
    [InlineData("", 0L)]
    [InlineData("500", 500L << 30)]
    [InlineData("1,5", 3L << 29)]
    [InlineData("-1", null)]
    [InlineData("much", null)]
    [InlineData("1e300", null)]
    public void PlannedBytes_AsTyped_AreBytesOrNone(string typed, long? bytes) => Assert.Equal(bytes, new SetupDraft { Planned = typed }.PlannedBytes());

    [Fact]
    public void SecurityProblem_UntilAllIsThere_SaysWhatIsMissing()
    {
        var draft = new SetupDraft();
        Assert.Contains("name", draft.SecurityProblem(texts), StringComparison.Ordinal);
        draft.Administrator = "ada";
        Assert.Contains("Enter a password", draft.SecurityProblem(texts), StringComparison.Ordinal);
        draft.Password = "short";
        Assert.Contains("shorter", draft.SecurityProblem(texts), StringComparison.Ordinal);
        draft.Password = "Unguessable-42-words";
        Assert.Contains("differ", draft.SecurityProblem(texts), StringComparison.Ordinal);
        draft.Repeated = draft.Password;
        Assert.Null(draft.SecurityProblem(texts));
        draft.WantsFactor = true;
        Assert.Contains("second factor", draft.SecurityProblem(texts), StringComparison.Ordinal);
        draft.IsFactorProved = true;
        Assert.Null(draft.SecurityProblem(texts));
    }
}
