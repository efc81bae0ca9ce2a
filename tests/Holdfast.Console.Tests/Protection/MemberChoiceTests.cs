using Holdfast.Console.Elements.Trees;
using Holdfast.Console.Pages.Protection.Wizard;

namespace Holdfast.Console.Tests.Protection;

public sealed class MemberChoiceTests
{
    private static readonly Place root = At("/srv"), sub = At("/srv/a"), deep = At("/srv/a/b"), other = At("/srv/c");

    [Fact]
    public void Toggle_Folder_ChoosesAllBelowIt()
    {
        var choice = new MemberChoice();
        choice.Toggle(root);
        Assert.Equal([root], choice.Members);
        Assert.Equal(CheckState.All, choice.State(deep));
    }

    [Fact]
    public void Toggle_SubFolderOfMember_LeavesItOut()
    {
        var choice = new MemberChoice();
        choice.Toggle(root);
        choice.Toggle(sub);
        Assert.Equal([sub], choice.LeftOut(root));
        Assert.Equal((CheckState.Some, CheckState.None, CheckState.None, CheckState.All), (choice.State(root), choice.State(sub), choice.State(deep), choice.State(other)));
        choice.Toggle(sub);
        Assert.Empty(choice.LeftOut(root));
        Assert.Equal(CheckState.All, choice.State(root));
    }

    [Fact]
    public void Toggle_BelowWhatIsLeftOut_IsAMemberOfItsOwn()
    {
        var choice = new MemberChoice();
        choice.Toggle(root);
        choice.Toggle(sub);
        choice.Toggle(deep);
        Assert.Equal([root, deep], choice.Members);
        Assert.Equal([sub], choice.LeftOut(root));
        Assert.Empty(choice.LeftOut(deep));
    }

    [Fact]
    public void Remove_Member_ForgetsWhatWasLeftOutOfIt()
    {
        var choice = new MemberChoice();
        choice.Toggle(root);
        choice.Toggle(sub);
        choice.Remove(root);
        choice.Toggle(root);
        Assert.Equal(CheckState.All, choice.State(root));
    }

    private static Place At(string path) => new("fs01", path);
}
