"""Reads a folder of accounts on a cluster and writes the tables as Parquet, by province and year.

    spark-submit docs/examples/spark_job.py hdfs:///accounts/2023 hdfs:///tables/2023

The folders directly below the first path are taken for provinces. Needs the juesuan wheel and pyspark 4 on every
executor. Documents that cannot be read are rows of `failed`, with their reason.
"""

import sys

import juesuan.spark
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, split


def main(source: str, target: str) -> None:
    spark = SparkSession.builder.appName("juesuan").getOrCreate()
    tables = juesuan.spark.read(spark, source)
    years = tables["documents"].select("document", "year")
    for name, rows in tables.items():
        rows = rows.withColumn("province", split(col("document"), "/")[0])
        if "year" not in rows.columns:
            rows = rows.join(years, "document", "left")
        # few large files: one a partition, not one an executor and partition
        rows.repartition("province", "year").write.mode("overwrite").partitionBy("province", "year").parquet(
            f"{target}/{name}"
        )
    juesuan.spark.release(spark)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
