using Bunit;
using Holdfast.Console.Elements.Lists;
using Holdfast.Console.Tests.Serving;
using Microsoft.AspNetCore.Components;

namespace Holdfast.Console.Tests.Elements;

public sealed class DataListTests
{
    private static readonly RenderFragment columns = builder =>
    {
        builder.OpenComponent<ListColumn<string>>(0);
        builder.AddAttribute(1, "Title", "Name");
        builder.AddAttribute(2, "Sort", "name");
        builder.AddAttribute(3, "ChildContent", (RenderFragment<string>)(item => row => row.AddContent(0, item)));
        builder.CloseComponent();
    };

    [Fact]
    public async Task Render_TenThousandRows_AsksForWindowsOnly()
    {
        await using var context = await new ConsoleContext().Open();
        List<ListWindow> windows = [];
        var list = context.Render<DataList<string>>(parameters => parameters
            .Add(part => part.Name, "test").Add(part => part.Label, "Test").Add(part => part.Id, item => item).Add(part => part.Columns, columns)
            .Add(part => part.Load, window =>
            {
                windows.Add(window);
                return Task.FromResult(new ListPage<string>([.. Enumerable.Range(window.Offset, Math.Min(window.Count, 10_000 - window.Offset)).Select(number => $"row {number}")], 10_000));
            }));
        list.WaitForAssertion(() => Assert.Equal("10001", list.Find("table").GetAttribute("aria-rowcount")));
        Assert.All(windows, window => Assert.InRange(window.Count, 0, 500));
    }

    [Fact]
    public async Task Sort_HeaderClickedTwice_AsksForTheOrderAndThenItsReverse()
    {
        await using var context = await new ConsoleContext().Open();
        List<ListWindow> windows = [];
        var list = context.Render<DataList<string>>(parameters => parameters
            .Add(part => part.Name, "test").Add(part => part.Label, "Test").Add(part => part.Id, item => item).Add(part => part.Columns, columns)
            .Add(part => part.Load, window =>
            {
                windows.Add(window);
                return Task.FromResult(new ListPage<string>(["a"], 1));
            }));
        list.WaitForAssertion(() => Assert.NotEmpty(list.FindAll("th button")));
        await list.Find("th button").ClickAsync(new());
        Assert.Equal("ascending", list.Find("th").GetAttribute("aria-sort"));
        await list.Find("th button").ClickAsync(new());
        Assert.Equal("descending", list.Find("th").GetAttribute("aria-sort"));
        Assert.Contains(windows, window => window is { Order: "name", Descending: true });
    }
}
