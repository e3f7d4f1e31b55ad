namespace IvifMl.StandIns.Tests.Api;

/// <summary>What the ids of known members are, so that the check of the stand-ins can be trusted.</summary>
public sealed class DocumentationIdTests
{
    public class Sample<T>
        where T : notnull
    {
        public const int Constant = 1;
        internal static readonly int Hidden = 2;
        protected int Field;

        protected Sample(T value, params int[][] jagged) => Field = jagged.Length;

        public event EventHandler? Happened;

        public enum Kind
        {
            One,
        }

        public int this[string name, int index] => Field + index + name.Length;

        protected internal T? Value { get; private set; }

        internal int Inside { get; set; }

        public static implicit operator int(Sample<T> sample) => sample.Field;

        public static bool operator !(Sample<T> sample) => sample.Field == 0;

        public TOther Convert<TOther>(Dictionary<string, List<TOther>> values, ref T[,] grid, Dictionary<T, int>.Enumerator place)
        {
            Happened?.Invoke(this, EventArgs.Empty);
            return values.Values.First()[0];
        }

        public unsafe void Point(int* pointer)
        {
        }

        private protected void Between()
        {
        }

        private void Own() => Between();

        protected sealed class Nested
        {
            public Nested() => new List<int>().Clear();
        }

        private sealed class Closed
        {
            public void Unreachable()
            {
            }
        }
    }

    [Fact]
    public void Every_kind_of_member_has_the_id_that_compilers_write()
    {
        const string Name = "IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1";
        Assert.Equal(
            new[]
            {
                $"T:{Name}",
                $"F:{Name}.Constant",
                $"F:{Name}.Field",
                $"M:{Name}.#ctor(`0,System.Int32[][])",
                $"M:{Name}.op_Implicit(IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample{{`0}})~System.Int32",
                $"M:{Name}.op_LogicalNot(IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample{{`0}})",
                $"M:{Name}.Convert``1(System.Collections.Generic.Dictionary{{System.String,System.Collections.Generic.List{{``0}}}},`0[0:,0:]@,System.Collections.Generic.Dictionary{{`0,System.Int32}}.Enumerator)",
                $"M:{Name}.Point(System.Int32*)",
                $"P:{Name}.Item(System.String,System.Int32)",
                $"P:{Name}.Value",
                $"E:{Name}.Happened",
            }.Order(),
            DocumentationId.OfTypeAndMembers(typeof(Sample<>)).Order());
    }

    [Fact]
    public void Enum_members_are_fields_and_their_value_is_none() =>
        Assert.Equal(
            [
                "F:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1.Kind.One",
                "T:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1.Kind",
            ],
            DocumentationId.OfTypeAndMembers(typeof(Sample<>.Kind)).Order());

    [Fact]
    public void Protected_nested_types_are_seen_and_private_ones_are_not()
    {
        string[] surface = [.. DocumentationId.PublicSurface(typeof(DocumentationIdTests).Assembly)];

        Assert.Contains("T:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1.Nested", surface);
        Assert.Contains("M:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1.Nested.#ctor", surface);
        Assert.DoesNotContain(surface, id => id.Contains("Closed", StringComparison.Ordinal));
        Assert.DoesNotContain(surface, id => id.Contains("Hidden", StringComparison.Ordinal) || id.Contains("Between", StringComparison.Ordinal));
    }

    [Fact]
    public void An_id_that_no_list_has_is_found()
    {
        var list = new OfficialApi(["T:IvifMl.StandIns.Tests.Api.DocumentationIdTests", "M:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Any\tname"]);

        Assert.Contains("F:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Sample`1.Field", list.Unknown(DocumentationId.PublicSurface(typeof(DocumentationIdTests).Assembly)));
        Assert.Empty(list.Unknown(["T:IvifMl.StandIns.Tests.Api.DocumentationIdTests", "M:IvifMl.StandIns.Tests.Api.DocumentationIdTests.Any"]));
    }
}
